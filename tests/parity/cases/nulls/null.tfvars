nullable = null
firm     = null
list     = null

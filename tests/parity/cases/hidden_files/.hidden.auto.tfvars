x = "hidden"

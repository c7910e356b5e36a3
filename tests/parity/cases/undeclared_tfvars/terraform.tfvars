known   = "value"
unknown = "for another configuration"

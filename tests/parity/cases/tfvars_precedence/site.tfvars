e = "site"
f = "site"

text = "ü \"quoted\" \\ $${literal}"

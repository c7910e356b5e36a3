vlan = "310"

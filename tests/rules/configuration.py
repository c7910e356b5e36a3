"""Configuration that several tests of rules begin with."""


def machine(network: str = '"dvportgroup-110"', more: str = "") -> str:
    """A virtual machine on a network."""
    return f"""
resource "vsphere_virtual_machine" "web" {{
  name             = "web-01"
  resource_pool_id = "resgroup-21"
  {more}
  network_interface {{
    network_id = {network}
  }}
}}
"""

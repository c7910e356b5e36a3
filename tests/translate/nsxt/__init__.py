"""VMware NSX."""

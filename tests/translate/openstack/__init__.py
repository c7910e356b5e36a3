"""The translation of terraform-provider-openstack, held against the real provider's schema."""

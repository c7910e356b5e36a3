"""The Proxmox translation, held against a real plan and the provider's schema."""

"""Random expressions over the whole language, and what Terraform makes of them."""

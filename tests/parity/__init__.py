"""Whole configurations: what is read from source is what Terraform plans."""

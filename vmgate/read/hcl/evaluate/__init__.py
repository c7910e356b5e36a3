"""Expressions to values, as Terraform 1.11 evaluates them, or unknown with the reason."""

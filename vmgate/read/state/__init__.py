"""States: what `terraform show -json` prints of one, and the file itself (`terraform.tfstate`, version 4)."""

"""The folder to hand to checkov: `checkov -d DIR --external-checks-dir checks`. Checkov wants it to be a package."""

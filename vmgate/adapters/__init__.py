"""The rules inside other programs. Nothing of vmgate imports this package."""

"""The template registry."""

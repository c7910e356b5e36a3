"""The rules: one file for each, named after the fault it finds. Its docstring is its page."""

"""Readers: from files to an estate."""

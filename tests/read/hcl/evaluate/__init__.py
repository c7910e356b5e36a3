"""Tests of the source reader: evaluate."""

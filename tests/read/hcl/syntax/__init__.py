"""Tests of the source reader: syntax."""

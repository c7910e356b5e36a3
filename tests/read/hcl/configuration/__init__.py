"""Tests of the source reader: configuration."""

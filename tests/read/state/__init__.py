"""Tests of reading states."""

"""Tests of `vmgate inventory`."""

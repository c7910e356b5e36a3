"""Tests of how Packer is driven."""

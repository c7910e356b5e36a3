"""Tests of the reading of Packer templates."""

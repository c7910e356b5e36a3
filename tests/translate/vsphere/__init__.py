"""Tests of the vSphere translation."""

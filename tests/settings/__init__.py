"""Tests of the site policy and the template registry."""

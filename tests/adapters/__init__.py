"""Tests of the rules inside other programs."""

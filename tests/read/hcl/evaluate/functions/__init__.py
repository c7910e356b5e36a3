"""Tests of the functions of the language."""

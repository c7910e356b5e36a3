"""Tests of the vocabulary and its tables."""

"""Tests of vmgate; one folder for each of its parts."""

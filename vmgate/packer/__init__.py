"""Driving Packer: the program, what it prints, and what a run left behind."""

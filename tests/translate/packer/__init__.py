"""Packer: what a source states, builder by builder."""

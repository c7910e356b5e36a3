"""Packer templates, HCL and the older JSON, read without plugins, network or Packer itself."""

from vmgate.read.packer.load import load
from vmgate.read.packer.resource import PackerSource
from vmgate.read.packer.variables import PackerInputs

__all__ = ["PackerInputs", "PackerSource", "load"]

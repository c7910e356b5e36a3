"""Source: Terraform and OpenTofu configuration, read without init, network or the programs themselves."""

from vmgate.read.hcl.configuration.variables import Inputs
from vmgate.read.hcl.load import load
from vmgate.read.hcl.resource import SourceResource

__all__ = ["Inputs", "SourceResource", "load"]

"""Signatures by SSH keys over files: who signed, and whether it is who it should be. Pure: bytes in, a verdict out.

And certificates, and who issued them.
"""

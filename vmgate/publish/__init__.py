"""What an image brings with it, read and checked before it is published: the build's manifest, its files, and evidence
of what updates are in it.

Every reader takes bytes and trusts none of them. What a reader cannot check it says; it never claims it.
"""

"""The benchmark of vmgate: large plans of known content, and whole processes measured on them.

Run it with ``python -m bench``; a plan alone is made by ``python -m bench.generate``.
"""

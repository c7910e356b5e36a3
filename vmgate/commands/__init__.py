"""The commands: each takes values, wires reading, judging and reporting together, and returns an exit code."""

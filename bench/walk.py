"""The unit of the benchmark of source: parse every file by tree-sitter, and look at every node once from Python.

``python -m bench.walk DIRECTORY`` prints how many nodes there are. Nothing is evaluated and nothing judged.
"""

from __future__ import annotations

import sys
from pathlib import Path

import tree_sitter
import tree_sitter_hcl


def main(folder: Path) -> int:
    """Walk all files below a directory; returns the number of their nodes."""
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))
    return sum(nodes(parser.parse(path.read_bytes())) for path in sorted(folder.rglob("*.tf")))


def nodes(tree: tree_sitter.Tree) -> int:
    """The number of nodes of a tree, each of which was asked what it is and where."""
    cursor = tree.walk()
    number = 0
    while True:
        node = cursor.node
        assert node is not None  # noqa: S101  - a cursor of a tree that was parsed stands somewhere
        number += bool(node.type) and node.start_byte <= node.end_byte
        if cursor.goto_first_child() or cursor.goto_next_sibling():
            continue
        while cursor.goto_parent():
            if cursor.goto_next_sibling():
                break
        else:
            return number


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))

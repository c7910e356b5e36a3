"""The JSON syntax of the language (`.tf.json`), read into the same tree.

Nothing but a provider's schema tells a nested block from a map in this syntax. An array of objects is read as
blocks; a lone object as a map, except where the language itself defines a block.
"""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # the decoder's own, stable since Python 3.0
from typing import TYPE_CHECKING, TypeAlias, Union

from vmgate.read.hcl import numbers
from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.parse import DEEPEST, parse_template
from vmgate.read.hcl.syntax.source import SyntaxProblem

if TYPE_CHECKING:
    from vmgate.read.hcl.syntax.nodes import Expression
    from vmgate.read.hcl.syntax.source import SourceFile

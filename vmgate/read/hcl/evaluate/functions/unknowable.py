"""Functions whose result no reading of the source can tell, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions.signature import Context, define
from vmgate.read.hcl.evaluate.types import ANY, NUMBER, STRING
from vmgate.read.hcl.evaluate.values import EvaluationError

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

UNKNOWABLE = {
    "timestamp": "the result of timestamp differs with every run",
    "plantimestamp": "the result of plantimestamp differs with every run",
    "uuid": "the result of uuid differs with every run",
    "bcrypt": "the result of bcrypt differs with every run",
    "base64gzip": "the compressed bytes of base64gzip depend on the program that compresses",
    "rsadecrypt": "what rsadecrypt decrypts is a secret",
}
"""The reasons by the functions' names."""

REFUSED = {
    "list": "the function list is gone: use tolist",
    "map": "the function map is gone: use tomap",
    "type": "the function type is for the console only",
}
"""Functions that exist and that no configuration may call."""


def _refuse(name: str) -> None:
    @define(name, rest=ANY, policy="all", nullable=True)
    def _refused(_: list[Val], __: Context) -> Val:
        raise EvaluationError(REFUSED[name])


for _name in REFUSED:
    _refuse(_name)


def _declare(name: str, *parameters: Type, rest: Type | None = None) -> None:
    @define(name, *parameters, rest=rest)
    def _unknown(_: list[Val], __: Context) -> Val:
        return Unknown(UNKNOWABLE[name])


_declare("timestamp")
_declare("plantimestamp")
_declare("uuid")
_declare("bcrypt", STRING, rest=NUMBER)
_declare("base64gzip", STRING)
_declare("rsadecrypt", STRING, STRING)

"""Whatever a source holds, under whatever argument, nothing crashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import AS_OF
from vmgate import settings as site_settings
from vmgate.judge import judge
from vmgate.model.estate import Estate
from vmgate.model.report import Kind
from vmgate.model.resource import Resource
from vmgate.model.result import Verdict
from vmgate.model.value import Unknown
from vmgate.rulebook import rules
from vmgate.translate import things
from vmgate.translate.coverage import decided_from
from vmgate.translate.packer.defaults import DEFAULTS
from vmgate.translate.packer.known_arguments import ARGUMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.model.value import Path, Value

TEXTS = st.sampled_from(
    ["", "none", "true", "host", "winrm", "http://", "https://[::1", "file:http://x", "sha256:aa", "[", "::",
     "debian-13.iso", "C:\\iso\\win.iso", "12", "-1", "4095", "spice", "/dev/ttyS0", "\x00",
     "vfio-pci,host=3b:00.0"]
) | st.text(max_size=8)  # fmt: skip
LEAVES: st.SearchStrategy[Value] = (
    st.none() | st.booleans() | st.integers(-2, 5000) | st.floats(allow_nan=False) | TEXTS
)
LEAVES |= st.just(Unknown("hidden"))
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
COMMANDS = st.lists(
    st.fixed_dictionaries(
        {"type": st.sampled_from(
            ["shell", "powershell", "file", "ansible", "shell-local", "manifest", "checksum", "vsphere-template"]
        )},
        optional=dict.fromkeys(("inline", "script", "scripts", "source", "output", "host", "command"), VALUES),
    ),
    max_size=3,
)  # fmt: skip


SITE = site_settings.default(AS_OF)
RULES = [rule for rule in rules() if Kind.PACKER in decided_from(rule)]
READ = {
    "additional_iso_files", "boot_command", "cd_content", "cd_files", "configuration_parameters", "export",
    "http_directory", "iso_checksum", "iso_url", "iso_urls", "network_adapters", "pci_devices", "proxmox_url",
    "pci_passthrough_allowed_device", "qemuargs", "serials", "template", "usb_controller", "vga", "vmx_data",
    "vmx_data_post",
}  # fmt: skip


class Built(Resource):
    """A source with what runs beside it, and files that hold anything."""

    __slots__ = ("_posts", "_texts", "asked")

    def __init__(
        self,
        type_: str,
        values: Mapping[str, Value],
        commands: Sequence[Any],
        posts: Sequence[Any],
        text: str,
    ) -> None:
        super().__init__(
            address=f"source.{type_}.x",
            mode="packer",
            type=type_,
            name="x",
            values=values,
            provisioners=commands,
        )
        self._posts = posts
        self.asked: set[str] = set()
        self._texts = text

    def read(self, attribute: str) -> Value:
        """The value, and a note that it was asked for."""
        self.asked.add(attribute)
        return super().read(attribute)

    def post_processors(self) -> Sequence[Mapping[str, Value]]:
        """Those that are given."""
        return self._posts

    def files(self, name: str) -> Mapping[str, str] | Unknown:
        """One file that holds the text, or none."""
        return {name: self._texts} if name else Unknown("there is no such file")

    def stands_in_source(self, path: Path) -> bool | None:
        """As if by chance."""
        return (True, False, None)[len(str(path)) % 3]


def blocks(type_: str, name: str) -> st.SearchStrategy[Any]:
    """Nested blocks with arguments of their own; a mere value where the builder has no such block."""
    own = [path.split(".")[1] for path in sorted(ARGUMENTS[type_]) if path.startswith(f"{name}.")]
    if not own:
        return VALUES
    return st.lists(st.dictionaries(st.sampled_from(own), VALUES, min_size=1, max_size=4), max_size=2)


@st.composite
def sources(draw: st.DrawFn) -> Built:
    """A source of some builder with a few of its arguments, of any kind."""
    type_ = draw(st.sampled_from(sorted(ARGUMENTS)))
    known = sorted({path.partition(".")[0] for path in ARGUMENTS[type_]})
    read = sorted({path.partition(".")[0] for path in DEFAULTS[type_]} | (READ & set(known)))
    names = draw(st.lists(st.sampled_from(read) | st.sampled_from(known), max_size=6, unique=True))
    values = {name: draw(VALUES | blocks(type_, name)) for name in names}
    return Built(type_, values, draw(COMMANDS), draw(COMMANDS), draw(TEXTS))


ODD: list[Value] = [
    None, True, -1, 4095, 1.5, "", "x", "true", "http://[", ["x", Unknown("hidden"), 3], {"x": ["y"]}, [{"x": 1}],
    [["-vnc"], ["-device", Unknown("hidden")], [], "x"], Unknown("hidden"),
]  # fmt: skip


@pytest.mark.parametrize("type_", sorted(ARGUMENTS))
def test_no_rule_crashes_on_any_value_of_any_argument(type_: str) -> None:
    """Each argument by itself, with values of every kind; those of blocks in a block, or in several."""
    crashed = []
    bare = Built(type_, {}, [], [], "")
    judge(things(Estate([bare])), RULES, SITE)
    for path in sorted(path for path in ARGUMENTS[type_] if path.partition(".")[0] in bare.asked):
        for odd in ODD:
            value: Value = odd
            for name in reversed(path.split(".")[1:]):
                value = [{name: value}, {name: "x"}]
            source = Built(type_, {path.partition(".")[0]: value}, [], [], "")
            judgement = judge(things(Estate([source])), RULES, SITE)
            crashed += [
                (path, odd, one.message) for one in judgement.findings if one.verdict is Verdict.CRASH
            ]
    assert crashed == []


@settings(max_examples=200, deadline=None)
@given(st.lists(sources(), min_size=1, max_size=2))
def test_no_rule_crashes_on_any_source(found: list[Built]) -> None:
    """Arguments of the wrong kind, unknown ones and odd texts are verdicts like others."""
    judgement = judge(things(Estate(found)), RULES, SITE)
    assert [str(one.message) for one in judgement.findings if one.verdict is Verdict.CRASH] == []

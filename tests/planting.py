"""Secrets put where people put them: a marker in every place of a configuration or a plan that may hold one.

What such a place is, is said here once more, and independently of what vmgate takes for one.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

MARKER = "Zq7GeheimWx9"
"""Found in no fixture."""

_KEPT = r"\n(?P<indent>[ \t]*)(?P<name>%s)(?P<sign>[ \t]*=[ \t]*)"
_TEXTS = (
    r"\w*pass(?:word|wd|phrase)?|\w*token|\w*secret\w*|api_key|private_key\w*|annotation|notes|description|comment|xslt"
    r"|user_data\w*|vendor_data\w*|meta_?data|community|execute_command|shutdown_command|command|content|run_once\w*"
    r"|access_key|secret_key|conn_str|encryption_key|chap_\w*|comments?"
)
_ONE = re.compile(_KEPT % _TEXTS + r'"(?P<text>(?:[^"\\\n$]|\\.)*)"')
_LISTS = re.compile(
    _KEPT
    % r"boot_command|inline|inline_shebang|environment_vars|run_once\w*|boot_steps|extra_arguments|ansible_env_vars"
    + r"(?P<list>\[[^\]]*\])"
)
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_HEREDOC = re.compile(r"(<<[-~]?(\w+)\n)([ \t]*)")
_REMARK = re.compile(r"(?m)^([^\"\n]*?)(#(?! *vmgate:)[^\n]*)$")
_BLOCK = re.compile(r'(?m)^(resource|source|provider|data) "[^\n]*\{[ \t]*$')
_SPOKEN = {
    "annotation": f'"root: {MARKER}"',
    "notes": f'"root: {MARKER}"',
    "description": f'"pw {MARKER}"',
    "user_data": f'"#cloud-config\\nchpasswd: {{ list: [\\"root:{MARKER}\\"] }}"',
    "boot_command": f'["<enter>", "echo root:{MARKER} | chpasswd<enter>"]',
    "run_once_command_list": f'["net user ops {MARKER} /add"]',
    "password": f'"{MARKER}"',
    "snmp_community": f'"{MARKER}"',
    "image_url": f'"https://ops:{MARKER}@images.example.edu/debian.qcow2?token={MARKER}"',
}


def in_source(text: str) -> str:
    """Configuration with the marker in its comments, heredocs, lists of commands, passwords and notes."""
    text = _ONE.sub(lambda m: f'\n{m["indent"]}{m["name"]}{m["sign"]}"{m["text"]}{MARKER}"', text)
    text = _LISTS.sub(
        lambda m: f"\n{m['indent']}{m['name']}{m['sign']}" + _QUOTED.sub(rf'"\1 {MARKER}"', m["list"]),
        text,
    )
    text = _HEREDOC.sub(rf"\1\3{MARKER} of nobody\n\3", text)
    text = _REMARK.sub(rf"\1\2, or root / {MARKER}", text)
    written = "\n".join(
        f"  {name} = {value}" for name, value in _SPOKEN.items() if not re.search(rf"\b{name}\b", text)
    )
    return _BLOCK.sub(lambda m: f"{m.group()}\n{written}", text)


def in_plan(document: dict[str, Any]) -> int:
    """Put the marker at every place that a plan or a state marks as sensitive, and beside every name of a secret.

    How many places there are.
    """
    count = 0
    for change in [one["change"] for one in document.get("resource_changes", ())]:
        for when in ("before", "after"):
            count += _where_marked(change.get(when), change.get(f"{when}_sensitive"))
    count += sum(
        _where_marked(one.get("values"), one.get("sensitive_values")) for one in _resources(document)
    )
    return count + _where_called(document)


def _resources(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if "sensitive_values" in node else []
        return own + [found for item in node.values() for found in _resources(item)]
    return [found for item in node for found in _resources(item)] if isinstance(node, list) else []


def _where_marked(value: Any, mask: Any) -> int:
    """Only texts are replaced, wherever the mask is true above them."""
    if isinstance(value, dict):
        return sum(
            _replaced(value, name, mask if mask is True else mask.get(name))
            for name in value
            if mask is True or isinstance(mask, dict)
        )
    if isinstance(value, list):
        return sum(
            _replaced(value, index, mask if mask is True else mask[index])
            for index in range(len(value))
            if mask is True or (isinstance(mask, list) and index < len(mask))
        )
    return 0


def _replaced(container: Any, at: Any, mask: Any) -> int:
    if mask is True and isinstance(container[at], str):
        container[at] += MARKER
        return 1
    return _where_marked(container[at], mask)


_CALLED = re.compile(r"^(?:\w*password\w*|\w*secret|notes|annotation|description|user_data\w*|api_token)$")


def _where_called(node: Any) -> int:
    if isinstance(node, list):
        return sum(map(_where_called, node))
    if not isinstance(node, dict):
        return 0
    count = 0
    for name, item in node.items():
        if isinstance(item, str) and _CALLED.match(name) and MARKER not in item:
            node[name] = f"{item}{MARKER}"
            count += 1
        elif isinstance(item, dict) and _CALLED.match(name) and isinstance(item.get("constant_value"), str):
            item["constant_value"] += MARKER
            count += 1
        else:
            count += _where_called(item)
    return count


def plant(directory: Path) -> int:
    """Put the marker into every file of configuration, plan and state in a directory; how many there are."""
    count = 0
    for file in sorted(directory.rglob("*")):
        if file.name.endswith((".tf", ".tofu", ".pkr.hcl")):
            text = file.read_text(encoding="utf-8")
            planted = in_source(text)
            count += planted.count(MARKER)
            file.write_text(planted, encoding="utf-8")
        elif file.name.endswith(("plan.json", "state.json")):
            document = json.loads(file.read_bytes())
            count += in_plan(document)
            file.write_text(json.dumps(document), encoding="utf-8")
    return count

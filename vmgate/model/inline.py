"""The inline form of an exception: what a comment in the source says.

# vmgate: ignore[VMG3201] until=2027-01-31 approved-by=ciso@example.edu reason="lab without students"
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from vmgate.model.exceptions import Waiver

if TYPE_CHECKING:
    from vmgate.model.comment import MarkedComment

KEYS = {"until": "end", "approved-by": "approved_by", "reason": "reason", "ticket": "ticket"}
"""What the comment may say, and what that is of an exception."""

_HEAD = re.compile(r"ignore\s*\[(?P<rules>[^\]]*)\]\s*")
_NO_HEAD = (
    "the comment is not understood; an exception is written as "
    'vmgate: ignore[RULE] until=DATE approved-by=WHO reason="…"'
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SAID = re.compile(r'(?P<key>[\w-]+)\s*=\s*(?:"(?P<quoted>(?:\\.|[^"\\])*)"|(?P<plain>[^\s"]+))\s*')


def inline_waiver(comment: MarkedComment) -> Waiver:
    """The exception that a comment is. What is not understood of it is `misread`, and then it waives nothing."""
    name = f"{comment.span.file}:{comment.span.line}"
    places = {"": comment.span}
    head = _HEAD.match(comment.text)
    if head is None:
        return Waiver(name, comment.span.file, (), comment=comment, misread=_NO_HEAD, places=places)
    rules = tuple(one.strip() for one in head["rules"].split(",") if one.strip())
    said: dict[str, str] = {}
    misread: str | None = None
    at = head.end()
    while at < len(comment.text) and misread is None:
        found = _SAID.match(comment.text, at)
        if found is None:
            misread = f'the comment is not understood from "{comment.text[at : at + 40]}" on'
        elif found["key"] not in KEYS:
            misread = f'the comment says "{found["key"]}", which is not one of {", ".join(KEYS)}'
        elif KEYS[found["key"]] in said:
            misread = f"the comment says {found['key']} twice"
        else:
            quoted = found["quoted"]
            text = found["plain"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
            if text.strip():
                said[KEYS[found["key"]]] = text.strip()
            at = found.end()
    end = _day(said.pop("end", None))
    if isinstance(end, str):
        misread, end = end, None
    return Waiver(
        name, comment.span.file, rules, comment=comment, end=end, misread=misread, places=places,
        reason=said.get("reason"), ticket=said.get("ticket"), approved_by=said.get("approved_by"),
    )  # fmt: skip


def _day(text: str | None) -> date | str | None:
    """A date, or what is wrong with it."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        return f"the comment says until={text[:40]}, which is not a date such as 2027-01-31"

"""What texts in the site policy have to look like: each check says what is wrong, or None.

Beside each is the regular expression of a schema, which takes at least what the check takes.
"""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network

from vmgate.model.site import MARKS
from vmgate.settings.form import nearest, shortened

NETWORK_PATTERN = r"^\s*[0-9A-Fa-f:.]+/[0-9.]+\s*$"
SIGNER_PATTERN = r"^\s*\S.*\s[a-z0-9@.-]+\s+[A-Za-z0-9+/]+=*"
COLLECTOR_PATTERN = r"^[a-z][a-z0-9+.-]*://[^\s/]+/?$"
MARK_PATTERN = (
    rf"^(({'|'.join(kind for kind in MARKS if kind != 'attribute')}):.*\S|attribute:[^=]*[^=\s][^=]*=.*\S)"
)

STATE_MARKS = tuple(f"{kind}:" for kind in MARKS)


def network(text: str) -> str | None:
    """A network of addresses, `10.31.0.0/24`."""
    address, slash, _ = text.strip().partition("/")
    try:
        whole = ip_network(text.strip(), strict=False)
        exact = ip_address(address) == whole.network_address
    except ValueError:
        return f'is "{shortened(text)}", which is not a network such as 10.31.0.0/24'
    if not slash:
        return (
            f'is "{shortened(text)}", an address without a length; write "{shortened(text)}/24" or the like'
        )
    return None if exact else f'is "{shortened(text)}", an address inside a network; did you mean "{whole}"?'


def mark(text: str) -> str | None:
    """A mark of machines, `tag:lifecycle/unused`."""
    prefix, colon, rest = text.partition(":")
    if prefix + colon not in STATE_MARKS or not rest.strip():
        hint = nearest(prefix + colon, STATE_MARKS) if prefix + colon not in STATE_MARKS else ""
        return f'is "{shortened(text)}", which does not begin with one of {", ".join(STATE_MARKS)}{hint}'
    name, sign, value = rest.partition("=")
    if prefix == "attribute" and not (name.strip() and sign and value.strip()):
        return f'is "{shortened(text)}", which names no value; write "attribute:NAME=VALUE"'
    return None


def collector(text: str) -> str | None:
    """The address of a log server."""
    if re.fullmatch(COLLECTOR_PATTERN, text):
        return None
    return f'is "{shortened(text)}", which is not an address such as ssl://logs.example.edu:6514'


def signer(text: str) -> str | None:
    """Somebody with their SSH key, as a line of ssh-keygen's allowed signers."""
    # Imported for policies that name keys.
    from vmgate.signing.allowed_signers import SignersError, parse_line  # noqa: PLC0415  - where keys are listed

    try:
        parse_line(text)
    except SignersError as error:
        return str(error)
    return None

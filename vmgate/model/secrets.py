"""What an attribute's name says of its value: providers leave many secrets unmarked."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmgate.model.value import Value


class _Pattern:
    """A regular expression that is compiled when something asks for it, as most runs ask for few."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self._given = (text, flags)
        self._made: re.Pattern[str] | None = None

    def __call__(self) -> re.Pattern[str]:
        if self._made is None:
            self._made = re.compile(*self._given)
        return self._made


_CALLED = _Pattern(
    r"passw|secret|token|private_?key|passphrase|credential|api_?key|^script_text$|sysprep_text$|(?:^|_)pass$",
    re.IGNORECASE,
)


def names_secret(name: str) -> bool:
    """Whether something of this name is a secret, marked or not."""
    return bool(_CALLED().search(name))


# Whatever somebody thought of: what runs in a machine or is handed to it, and notes, where passwords are kept.
_FREE = _Pattern(
    r"boot_command|command|inline|(?<!sub)script|environment|^env(?:_|$)|user_?data|vendor_?data|meta_?data"
    r"|custom_?data|cloud_?(?:init|config)|ignition|run_?once|notes?$|annotation|comment|remark|xslt|^cli$|^xml$|contents?$|community"
    r"|payload|guestinfo|sysprep",
    re.IGNORECASE,
)


def may_hold_secret(name: str) -> bool:
    """Whether what is written for a name is a secret, or free text: commands, files that are handed over, notes."""
    return names_secret(name) or bool(_FREE().search(name))


_HINT = _Pattern(
    r"passw|secret|token|private_?key|passphrase|credential|api_?key|script_text|sysprep_text|_pass\b|data",
    re.IGNORECASE,
)
_WRITTEN = _Pattern(r"""(?<![\w.-])(["']?)([\w.-]+)\1(\s*[=:]\s*")((?:[^"\\]|\\.)*)(?=")""")

# As the answer files of installers write it: kickstart, preseed, cloud-init, Windows.
_ANSWERED = _Pattern(
    r"(\brootpw[ \t]+(?:--\w+[ \t]+)*|password(?:-again)?[ \t]+password[ \t]+|plain_text_passwd:[ \t]*"
    r"|--password[= ]|<Value>)([^\s\"'\\<]+)",
    re.IGNORECASE,
)

# As texts within a value have it: cloud-init and Ansible (`password: word`), command lines (`TOKEN=word`), QEMU.
_TOLD = _Pattern(
    r"((?:passw|passphrase|secret|token|api_?key|private_?key|credential)[\w.-]{0,40}(?::[ \t]*|=)"
    r"|\bsecret,[\w=,-]{0,80}?\bdata=)([^\s\"'\\,;&|\[\]{}()<>$*]+)",
    re.IGNORECASE,
)
_NO_SECRET = _Pattern(r"[A-Za-z_][\w-]*[.\[].*|true|false|null")
"""What stands unquoted after such a name and is a reference, or says yes or no."""

# As addresses have it: a password or a long token before the host, a token or a signature among what is asked.
_IN_ADDRESS = _Pattern(
    r"(://[^\s/@:\"'\\]*:|://(?=[^\s/@:\"'\\]{20,}@))([^\s/@\"'\\]+)(?=@)"
    r"|([?&][\w-]{0,40}(?:token|secret|passw|sig|signature|credential|key)[\w-]{0,40}=)([^\s&\"'#\\]+)",
    re.IGNORECASE,
)
_ACCOUNT = _Pattern(r"(?<![\w-])([a-z_][\w-]{0,31}:)([^\s\"'\\,\[\]{}|]+)")


def tells_secret(text: str) -> bool:
    """Whether a text answers an installer's question for a password."""
    return bool(_ANSWERED().search(text))


def blotted(line: str) -> str:
    """A line of source, or a value, with stars in place of the secrets written in it, as long as before.

    These are what is written for a name of a secret, the answers to installers' questions for passwords, and what gives
    an address its access.
    """
    if "://" in line:
        line = _IN_ADDRESS().sub(_accessed, line)
    line = _ANSWERED().sub(_starred, line)
    if _HINT().search(line):
        line = _WRITTEN().sub(_stars, line)
        line = _TOLD().sub(_told, line)
    # A list of accounts with their passwords: `echo root:word | chpasswd`.
    return _ACCOUNT().sub(_starred, line) if "chpasswd" in line else line


def holds_secret(text: str) -> bool:
    """Whether a value has a secret written in it, in base64 too, as machines are handed their first instructions."""
    if blotted(text) != text:
        return True
    try:
        inside = base64.b64decode(text, validate=True).decode() if len(text) >= 16 else ""
    except ValueError:
        return False
    return blotted(inside) != inside


_SHORTEST = 4
_WORDS = frozenset(
    [
        "almalinux",
        "centos",
        "centos-stream",
        "debian",
        "dos",
        "esxi",
        "fedora",
        "freebsd",
        "linux",
        "macos",
        "netware",
        "oracle-linux",
        "os2",
        "photon",
        "proxmox-ve",
        "rhel",
        "rocky",
        "sles",
        "ubuntu",
        "windows",
        "windows-server",
        "password",
        "passwd",
        "passphrase",
        "secret",
        "token",
        "root",
    ]
)
"""What messages say of every input: systems, and the names of settings that hold secrets."""


class Redaction:
    """Takes values out of texts that quote them, whole or as a part: "(sensitive)" stands in their place.

    One of less than four characters is a word like others, and stays. So is one that messages have of their own: to
    take the password `ubuntu` out of "ubuntu 18.04 is out of support" hides nothing, and leaves no sense.
    """

    def __init__(self, values: Iterable[Value]) -> None:
        texts = {text for value in values for text in texts_in(value) if len(text) >= _SHORTEST} - _WORDS
        longest_first = sorted(texts, key=lambda text: (-len(text), text))
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if texts else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def __call__(self, text: str) -> str:
        """The text without the values."""
        return text if self._pattern is None else self._pattern.sub("(sensitive)", text)


def texts_in(value: Value) -> Iterator[str]:
    """The texts that a value is, or has within it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def _starred(found: re.Match[str]) -> str:
    return found.group(1) + "*" * len(found.group(2))


def _told(found: re.Match[str]) -> str:
    return found.group() if _NO_SECRET().fullmatch(found.group(2)) else _starred(found)


def _accessed(found: re.Match[str]) -> str:
    before, secret = (found.group(1), found.group(2)) if found.group(2) else (found.group(3), found.group(4))
    return before + "*" * len(secret)


def _stars(found: re.Match[str]) -> str:
    text = found.group(4)
    return (
        found.group()[: -len(text)] + "*" * len(text)
        if text and names_secret(found.group(2))
        else found.group()
    )

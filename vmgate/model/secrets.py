"""What an attribute's name says of its value: providers leave many secrets unmarked."""

from __future__ import annotations

import base64
import re

_CALLED = re.compile(
    r"passw|secret|token|private_?key|passphrase|credential|api_?key|^script_text$|sysprep_text$|(?:^|_)pass$",
    re.IGNORECASE,
)


def names_secret(name: str) -> bool:
    """Whether something of this name is a secret, marked or not."""
    return bool(_CALLED.search(name))


_HINT = re.compile(
    r"passw|secret|token|private_?key|passphrase|credential|api_?key|script_text|sysprep_text|_pass\b|data",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"""(?<![\w.-])(["']?)([\w.-]+)\1(\s*[=:]\s*")((?:[^"\\]|\\.)*)(?=")""")

# As the answer files of installers write it: kickstart, preseed, cloud-init, Windows.
_ANSWERED = re.compile(
    r"(\brootpw[ \t]+(?:--\w+[ \t]+)*|password(?:-again)?[ \t]+password[ \t]+|plain_text_passwd:[ \t]*"
    r"|--password[= ]|<Value>)([^\s\"'\\<]+)",
    re.IGNORECASE,
)

# As texts within a value have it: cloud-init and Ansible (`password: word`), command lines (`TOKEN=word`), QEMU.
_TOLD = re.compile(
    r"((?:passw|passphrase|secret|token|api_?key|private_?key|credential)[\w.-]{0,40}(?::[ \t]*|=)"
    r"|\bsecret,[\w=,-]{0,80}?\bdata=)([^\s\"'\\,;&|\[\]{}()<>$*]+)",
    re.IGNORECASE,
)
_NO_SECRET = re.compile(r"[A-Za-z_][\w-]*[.\[].*|true|false|null")
"""What stands unquoted after such a name and is a reference, or says yes or no."""

# As addresses have it: a password or a long token before the host, a token or a signature among what is asked.
_IN_ADDRESS = re.compile(
    r"(://[^\s/@:\"'\\]*:|://(?=[^\s/@:\"'\\]{20,}@))([^\s/@\"'\\]+)(?=@)"
    r"|([?&][\w-]{0,40}(?:token|secret|passw|sig|signature|credential|key)[\w-]{0,40}=)([^\s&\"'#\\]+)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"(?<![\w-])([a-z_][\w-]{0,31}:)([^\s\"'\\,\[\]{}|]+)")


def tells_secret(text: str) -> bool:
    """Whether a text answers an installer's question for a password."""
    return bool(_ANSWERED.search(text))


def blotted(line: str) -> str:
    """A line of source, or a value, with stars in place of the secrets written in it, as long as before.

    These are what is written for a name of a secret, the answers to installers' questions for passwords, and what gives
    an address its access.
    """
    if "://" in line:
        line = _IN_ADDRESS.sub(_accessed, line)
    line = _ANSWERED.sub(_starred, line)
    if _HINT.search(line):
        line = _WRITTEN.sub(_stars, line)
        line = _TOLD.sub(_told, line)
    # A list of accounts with their passwords: `echo root:word | chpasswd`.
    return _ACCOUNT.sub(_starred, line) if "chpasswd" in line else line


def holds_secret(text: str) -> bool:
    """Whether a value has a secret written in it, in base64 too, as machines are handed their first instructions."""
    if blotted(text) != text:
        return True
    try:
        inside = base64.b64decode(text, validate=True).decode() if len(text) >= 16 else ""
    except ValueError:
        return False
    return blotted(inside) != inside


def _starred(found: re.Match[str]) -> str:
    return found.group(1) + "*" * len(found.group(2))


def _told(found: re.Match[str]) -> str:
    return found.group() if _NO_SECRET.fullmatch(found.group(2)) else _starred(found)


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

"""The character sets of `textencodebase64` and `textdecodebase64`, by the names that IANA registers.

Facts: every character of the basic planes was encoded, and every sequence of one and two bytes decoded, with the
library that Terraform 1.11 uses, and compared with Python's codecs. The sets of East Asia differ beyond ASCII.
"""

from __future__ import annotations

import re

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.values import EvaluationError

_NAMES = """
ascii: us-ascii iso-ir-6 ansi_x3.4-1968 ansi_x3.4-1986 iso_646.irv:1991 iso646-us us ibm367 cp367 csascii
cp037: ibm037 cp037 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-wt ebcdic-cp-nl csibm037
cp1140: ibm01140 ccsid01140 cp01140 ebcdic-us-37+euro csibm01140
cp1250: windows-1250 cswindows1250
cp1251: windows-1251 cswindows1251
cp1252: windows-1252 cswindows1252
cp1253: windows-1253 cswindows1253
cp1254: windows-1254 cswindows1254
cp1255: windows-1255 cswindows1255
cp1256: windows-1256 cswindows1256
cp1257: windows-1257 cswindows1257
cp1258: windows-1258 cswindows1258
cp437: ibm437 cp437 437 cspc8codepage437
cp850: ibm850 cp850 850 cspc850multilingual
cp852: ibm852 cp852 852 cspcp852
cp855: ibm855 cp855 855 csibm855
cp858: ibm00858 ccsid00858 cp00858 pc-multilingual-850+euro csibm00858
cp860: ibm860 cp860 860 csibm860
cp862: ibm862 cp862 862 cspc862latinhebrew
cp863: ibm863 cp863 863 csibm863
cp865: ibm865 cp865 865 csibm865
cp866: ibm866 cp866 866 csibm866
cp874: windows-874 cswindows874
iso8859-1: iso_8859-1:1987 iso-ir-100 iso_8859-1 iso-8859-1 latin1 l1 ibm819 cp819 csisolatin1
iso8859-10: iso-8859-10 iso-ir-157 l6 iso_8859-10:1992 csisolatin6 latin6
iso8859-13: iso-8859-13 csiso885913
iso8859-14: iso-8859-14 iso-ir-199 iso_8859-14:1998 iso_8859-14 latin8 iso-celtic l8 csiso885914
iso8859-15: iso-8859-15 iso_8859-15 latin-9 csiso885915
iso8859-16: iso-8859-16 iso-ir-226 iso_8859-16:2001 iso_8859-16 latin10 l10 csiso885916
iso8859-2: iso_8859-2:1987 iso-ir-101 iso_8859-2 iso-8859-2 latin2 l2 csisolatin2
iso8859-3: iso_8859-3:1988 iso-ir-109 iso_8859-3 iso-8859-3 latin3 l3 csisolatin3
iso8859-4: iso_8859-4:1988 iso-ir-110 iso_8859-4 iso-8859-4 latin4 l4 csisolatin4
iso8859-5: iso_8859-5:1988 iso-ir-144 iso_8859-5 iso-8859-5 cyrillic csisolatincyrillic
iso8859-6: iso_8859-6-e csiso88596e iso-8859-6-e iso_8859-6-i csiso88596i iso-8859-6-i iso_8859-6:1987
  iso-ir-127 iso_8859-6 iso-8859-6 ecma-114 asmo-708 arabic csisolatinarabic
iso8859-7: iso_8859-7:1987 iso-ir-126 iso_8859-7 iso-8859-7 elot_928 ecma-118 greek greek8 csisolatingreek
iso8859-8: iso_8859-8-e csiso88598e iso-8859-8-e iso_8859-8-i csiso88598i iso-8859-8-i iso_8859-8:1988
  iso-ir-138 iso_8859-8 iso-8859-8 hebrew csisolatinhebrew
iso8859-9: iso_8859-9:1989 iso-ir-148 iso_8859-9 iso-8859-9 latin5 l5 csisolatin5
koi8-r: koi8-r cskoi8r
koi8-u: koi8-u cskoi8u
mac_roman: macintosh mac csmacintosh
utf-16: utf-16 csutf16
utf-16-be: utf-16be csutf16be
utf-16-le: utf-16le csutf16le
utf-8: utf-8 csutf8
"""
"""Python's codecs, each with the names of the set that it implements."""

_EAST_ASIAN = """
big5 csbig5 euc-kr cseuckr extended_unix_code_packed_format_for_japanese cseucpkdfmtjapanese euc-jp
gb18030 csgb18030 gbk cp936 ms936 windows-936 csgbk hz-gb-2312 iso-2022-jp csiso2022jp shift_jis ms_kanji
csshiftjis
"""

_UNIMPLEMENTED = "ibm1047 ibm-1047 csibm1047"

_CODECS = {
    name: line.partition(": ")[0]
    for line in _NAMES.replace("\n  ", " ").strip().split("\n")
    for name in line.partition(": ")[2].split()
}
_ASCII_ALONE = frozenset(_EAST_ASIAN.split())
_WITHOUT_CODEC = frozenset(_UNIMPLEMENTED.split())
_CONTROLS = re.compile("[\x80-\x9f]")
_WITH_CONTROLS = frozenset({"iso8859-1", "iso8859-9"})
_DOUBTFUL = {"koi8-u": re.compile("[\u040e\u045e\u255d\u256c]"), "cp1255": re.compile("\u05ba")}
_DOUBTFUL_BYTES = {"koi8-u": b"\xae\xbe", "cp1255": b"\xca"}
_SHIFTS = {"iso-2022-jp": b"\x1b", "csiso2022jp": b"\x1b", "hz-gb-2312": b"~"}


def _plain(name: str) -> str:
    return name.strip().lower()


def known(name: str) -> None:
    """Raises `EvaluationError` if Terraform has no character set of that name."""
    if _plain(name) not in _CODECS.keys() | _ASCII_ALONE | _WITHOUT_CODEC:
        raise EvaluationError(f"{name} is not a character set")


def encode(text: str, name: str) -> bytes | Unknown:
    """The text in a character set; unknown where that is not worked out here."""
    known(name)
    codec = _CODECS.get(_plain(name))
    if codec is None:
        shift = _SHIFTS.get(_plain(name), b"").decode()
        if _plain(name) in _ASCII_ALONE and text.isascii() and (not shift or shift not in text):
            return text.encode()
        return _unclear(name)
    if codec in _DOUBTFUL and _DOUBTFUL[codec].search(text):
        return _unclear(name)
    try:
        if codec == "utf-16":
            return ("\ufeff" + text).encode("utf-16-be")
        encoded = text.encode(codec)
    except UnicodeEncodeError:
        raise EvaluationError(f"{name} does not have all characters of the text") from None
    _reject_controls(text, codec)
    return encoded


def decode(content: bytes, name: str) -> str | Unknown:
    """The text that the bytes are in a character set; unknown where that is not worked out here."""
    known(name)
    codec = _CODECS.get(_plain(name))
    if codec is None:
        shift = _SHIFTS.get(_plain(name), b"")
        if _plain(name) in _ASCII_ALONE and content.isascii() and (not shift or shift not in content):
            return content.decode()
        return _unclear(name)
    if any(byte in content for byte in _DOUBTFUL_BYTES.get(codec, b"")):
        return _unclear(name)
    if codec == "utf-16":
        codec = "utf-16-le" if content.startswith(b"\xff\xfe") else "utf-16-be"
        content = content[2:] if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else content
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        raise EvaluationError(f"the bytes are not text in {name}") from None
    _reject_controls(text, codec)
    if "\ufffd" in text:
        raise EvaluationError(f"the bytes are not text in {name}")
    return text


def _reject_controls(text: str, codec: str) -> None:
    if codec.startswith("iso8859-") and codec not in _WITH_CONTROLS and _CONTROLS.search(text):
        raise EvaluationError("a control character is not in the character set")


def _unclear(name: str) -> Unknown:
    return Unknown(f"text in {name} is not evaluated")

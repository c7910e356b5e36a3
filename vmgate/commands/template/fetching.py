"""The one place that uses the network, and only when it is told to."""

from __future__ import annotations

from http.client import HTTPException
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from vmgate.errors import InputError
from vmgate.registry.lines import LARGEST

_PATIENCE = 60


class _HttpsOnly(HTTPRedirectHandler):
    """Follows nobody to where the connection is not encrypted."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]  # urllib's own
        if not newurl.startswith("https://"):
            raise InputError(f"{req.full_url}: it leads to {newurl}, which is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(address: str) -> bytes:
    """What an https address serves. Raises `InputError`."""
    request = Request(address, headers={"Accept": "application/gzip, application/json"})  # noqa: S310  - https was asked for
    try:
        with build_opener(_HttpsOnly).open(request, timeout=_PATIENCE) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise InputError(f"{address}: cannot be fetched: {getattr(error, 'reason', error)}") from None
    if len(data) > LARGEST:
        raise InputError(f"{address}: it is larger than {LARGEST // 1024**2} MiB, which no export is")
    return data

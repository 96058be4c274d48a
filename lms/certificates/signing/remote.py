"""A key behind a service that gets a digest and gives back a signature.

It is asked with ``POST`` and ``{"algorithm": "sha256", "digest": "<base64>"}``, and a bearer token; it answers 200 and
``{"signature": "<base64>"}``: DER for P-256, PKCS #1 v1.5 for RSA. Nothing else leaves this machine.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from lms.certificates.signing.problems import CannotSign, SignerAway

_MOST = 64 * 1024
_OK, _BUSY, _BROKEN = 200, 429, 500


class RemoteKey:
    """The key behind a service. It is asked once a signature; the job comes back later when it does not answer."""

    def __init__(self, url: str, bearer: str, seconds: int) -> None:
        self._address = urlsplit(url)
        self._bearer = bearer
        self._seconds = seconds

    def sign(self, digest: bytes) -> bytes:
        body = json.dumps({"algorithm": "sha256", "digest": b64encode(digest).decode()})
        status, answer = self._ask(body)
        if status == _BUSY or status >= _BROKEN:
            raise SignerAway(f"{self._address.hostname} answers {status}")
        if status != _OK:  # a redirect, too: the bearer token goes nowhere else
            raise CannotSign(f"{self._address.hostname} refuses to sign: {status}")
        try:
            return b64decode(json.loads(answer)["signature"], validate=True)
        except (ValueError, KeyError, TypeError):
            raise CannotSign(f"{self._address.hostname} answers without a signature") from None

    def _ask(self, body: str) -> tuple[int, bytes]:
        kind = HTTPSConnection if self._address.scheme == "https" else HTTPConnection
        connection = kind(self._address.hostname or "", self._address.port, timeout=self._seconds)
        path = f"{self._address.path or '/'}{'?' if self._address.query else ''}{self._address.query}"
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._bearer}"}
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            return response.status, response.read(_MOST)
        except (OSError, HTTPException) as error:
            raise SignerAway(f"{self._address.hostname} does not answer ({error})") from error
        finally:
            connection.close()

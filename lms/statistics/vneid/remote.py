"""The other side, over HTTP: a token by client credentials (RFC 6749, 4.4), then batches out and replies in.

A batch is sent with ``POST`` to the configured address: its package as ``application/zip``, its name as ``Idempotency-Key``, the
fingerprint of the package as ``Content-Digest`` (RFC 9530). The other side answers 200, 201 or 202 with ``{"receipt": "…"}``, and the
same again, or 409 with the same, when it has the batch already. A reply is asked for with ``GET <address>/<name>/reply``: 200 with a
table or a document, 202 or 404 while there is none. Nothing follows a redirect: names and tokens go nowhere else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from lms.clock import now
from lms.config_vneid import Vneid
from lms.statistics.vneid.problems import CannotSend, OtherSideAway

_MOST = 32 * 1024 * 1024
_TAKEN, _HAS_IT, _NOT_YET = (200, 201, 202), 409, (202, 204, 404)
_NO_TOKEN = 401
_AWAY = (408, 425, 429, 502, 503, 504)
_MARGIN = timedelta(seconds=30)
"""So long before its end a token is not used any more."""
Answer = tuple[int, bytes]
_tokens: dict[tuple[str, str], tuple[str, datetime]] = {}
"""The token of this process, and until when it holds."""


class Remote:
    """The other side as the settings describe it."""

    def __init__(self, vneid: Vneid) -> None:
        if not vneid.is_connected:
            raise CannotSend("there is nobody to send batches to: set LMS_VNEID_URL")
        self._vneid = vneid

    def send(self, name: str, package: bytes) -> str:
        """Hand over a batch; the receipt.

        Raises :class:`OtherSideAway` where it will be tried again, :class:`CannotSend` where somebody has to look.
        """
        digest = base64.b64encode(hashlib.sha256(package).digest()).decode()
        headers = {
            "Content-Type": "application/zip",
            "Idempotency-Key": name,
            "Content-Digest": f"sha-256=:{digest}:",
        }
        status, body = self._with_token("POST", self._vneid.url, package, headers)
        if status not in (*_TAKEN, _HAS_IT):
            raise CannotSend(f"the other side refuses the batch: {status}")
        receipt = _document(body).get("receipt")
        if not isinstance(receipt, str) or not receipt:
            raise CannotSend(f"the other side answers {status} without a receipt")
        return receipt

    def reply(self, name: str) -> bytes:
        """The reply to a batch. Raises :class:`OtherSideAway` while there is none, :class:`CannotSend` else."""
        address = f"{self._vneid.url}/{quote(name)}/reply"
        status, body = self._with_token("GET", address, None, {"Accept": "application/json, text/csv"})
        if status in _NOT_YET:
            raise OtherSideAway("there is no reply yet")
        if status != _TAKEN[0]:
            raise CannotSend(f"the other side refuses to give the reply: {status}")
        return body

    def _with_token(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Ask with a token; one that is not taken any more is changed for a new one, once."""
        answer = self._ask(method, address, body, {**headers, "Authorization": f"Bearer {self._token()}"})
        if answer[0] == _NO_TOKEN:
            _tokens.pop(self._whose, None)
            answer = self._ask(method, address, body, {**headers, "Authorization": f"Bearer {self._token()}"})
        if answer[0] == _NO_TOKEN:
            raise CannotSend("the other side takes no token of ours")
        return answer

    @property
    def _whose(self) -> tuple[str, str]:
        return self._vneid.token_url, self._vneid.client_id

    def _token(self) -> str:
        kept = _tokens.get(self._whose)
        if kept is not None and kept[1] > now():
            return kept[0]
        said = self._vneid
        pair = f"{quote(said.client_id, safe='')}:{quote(said.secret, safe='')}"
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}",
        }
        asked = {"grant_type": "client_credentials"} | ({"scope": said.scope} if said.scope else {})
        status, body = self._ask("POST", said.token_url, urlencode(asked).encode(), headers)
        given = _document(body) if status == _TAKEN[0] else {}
        token, seconds = given.get("access_token"), given.get("expires_in", 60)
        if not isinstance(token, str) or not isinstance(seconds, int):
            raise CannotSend(f"the other side gives no token: {status}")
        _tokens[self._whose] = token, now() + timedelta(seconds=seconds) - _MARGIN
        return token

    def _ask(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self._vneid.seconds)
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        try:
            connection.request(method, path, body, dict(headers))
            response = connection.getresponse()
            answer = response.status, _whole(response)
        except (OSError, HTTPException) as error:
            raise OtherSideAway(f"{parts.hostname} does not answer ({error or type(error).__name__})") from error
        finally:
            connection.close()
        if answer[0] in _AWAY:
            raise OtherSideAway(f"{parts.hostname} answers {answer[0]}")
        return answer


def _whole(response: HTTPResponse) -> bytes:
    """The body to its end: one that was cut short is no answer."""
    content = response.read(_MOST + 1)
    if len(content) > _MOST:
        raise CannotSend("the other side sends more than a reply can be")
    if response.length:  # what was announced and did not come
        raise OtherSideAway(f"the answer was cut short by {response.length} bytes")
    return content


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except ValueError:
        raise CannotSend("the other side answers what is no JSON") from None
    return document if isinstance(document, dict) else {}

"""The public list of certificates that hold no more: a bit each, at a place only the badge itself tells.

Whoever looks a badge up fetches a hundred thousand places at once, so the list does not learn which one was meant
(W3C Bitstring Status List).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from lms.certificates.badges.credential import CONTEXT
from lms.certificates.badges.issuer import did_of
from lms.certificates.keys.shapes import base64url
from lms.certificates.status_places import LENGTH
from lms.clock import local


def status_list(host: str, number: int, ended: Iterable[int], at: datetime) -> dict[str, Any]:
    """The list with this number as it stood at an instant, not signed yet."""
    address = f"{host}/status/{number}"
    return {
        "@context": CONTEXT[:1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did_of(host),
        "validFrom": local(at).isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(ended),
        },
    }


def encoded(ended: Iterable[int]) -> str:
    """The bits, the first place leftmost, packed and in the alphabet of addresses."""
    bits = bytearray(LENGTH // 8)
    for place in ended:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + base64url(gzip.compress(bytes(bits), mtime=0))

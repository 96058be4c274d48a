"""What is handed over: the file of a batch, a manifest with its control totals, and a signature over the manifest.

The signature is Ed25519 over the very bytes of ``manifest.json``, so that any tool can check it:
``openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.json.sig``.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lms.clock import local
from lms.config_vneid import Layout
from lms.statistics.vneid.rules import WRITTEN, Form
from lms.statistics.vneid.writing import Line, written

FORMAT = "bdhvs-vneid-batch/1"
REPLY_COLUMNS = ("khoa", "trang_thai", "ngay", "ly_do")
MANIFEST, SIGNATURE = "manifest.json", "manifest.json.sig"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day every file of a package bears: the same batch gives the same bytes."""


@dataclass(frozen=True, slots=True)
class About:
    """Which batch it is, and for which day."""

    number: int
    public_id: str
    form: Form
    layout: Layout
    as_of: date
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Package:
    """All that is kept of a batch when it is made."""

    content: bytes
    manifest: bytes
    signature: bytes
    kid: str

    @property
    def sha256(self) -> str:
        """The fingerprint of the whole."""
        return hashlib.sha256(self.content).hexdigest()


def packed(about: About, lines: Sequence[Line], kid: str, key: Ed25519PrivateKey) -> Package:
    """The package of a batch, signed."""
    name = f"vneid-dot-{about.number}.{about.form}"
    file = written(about.form, about.layout, lines, about.made_at)
    manifest = _manifest(about, lines, name, file, kid)
    signature = key.sign(manifest)
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as into:
        for inside, data in ((name, file), (MANIFEST, manifest), (SIGNATURE, signature)):
            info = ZipInfo(inside, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            into.writestr(info, data)
    return Package(content.getvalue(), manifest, signature, kid)


def _manifest(about: About, lines: Sequence[Line], name: str, file: bytes, kid: str) -> bytes:
    said = {
        "format": FORMAT,
        "batch": about.public_id,
        "number": about.number,
        "as_of": about.as_of.isoformat(),
        "made_at": local(about.made_at).isoformat(timespec="seconds"),
        "file": {"name": name, "sha256": hashlib.sha256(file).hexdigest(), "bytes": len(file)},
        "columns": [{"name": column, "head": head} for column, head in about.layout],
        "control": {
            "sent": len(lines),
            "birth_years": sum(line.birth_year for line in lines),
            "communes": dict(sorted(Counter(line.commune_code for line in lines).items())),
        },
        "reply": {
            "columns": REPLY_COLUMNS,
            "statuses": list(WRITTEN.values()),
            "control": "sent = confirmed + rejected + not_found + pending",
        },
        "kid": kid,
    }
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"

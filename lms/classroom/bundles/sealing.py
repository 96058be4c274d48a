"""A signed file: a ZIP whose manifest names every part with its SHA-256, and the signature of the manifest.

The same parts and the same manifest give the same bytes: parts stand in the order of their names, nothing is compressed
and every file bears the same day. Ed25519 signs without chance.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from lms.catalogue.archive.packing import zipped
from lms.classroom.bundles.rules import MOST_PARTS
from lms.problems import N_, Problem

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
BUNDLE, RESULTS = "bdhvs-class", "bdhvs-results"
"""What a manifest says the file is."""
VERSION = 1

Manifest = dict[str, Any]
Key = Callable[[Manifest], Ed25519PublicKey]


class BadBundle(Problem):
    """The file cannot be taken: nothing of it was written."""


class NotOurs(BadBundle):
    """The file is no bundle and no results at all."""

    def __init__(self) -> None:
        super().__init__(N_("This file is neither a class that was taken along nor the results of one."))


class Tampered(BadBundle):
    """Somebody or something changed the file after it was made."""

    def __init__(self) -> None:
        super().__init__(
            N_("This file was changed after it was made, or is damaged. Copy it anew from where it was made.")
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose signature and parts are right."""

    manifest: Manifest
    parts: Mapping[str, bytes]
    sha256: str
    """Of the whole file."""

    def document(self, name: str) -> Any:
        """A part as what its JSON says."""
        try:
            return json.loads(self.parts[name])
        except (KeyError, ValueError):
            raise NotOurs from None


def seal(manifest: Manifest, parts: Mapping[str, bytes], key: Ed25519PrivateKey) -> bytes:
    """The file: its manifest, completed with the parts, and what the key says to it."""
    named = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(parts.items())}
    written = as_json({**manifest, "version": VERSION, "parts": named})
    signature = base64.b64encode(key.sign(written))
    return zipped({MANIFEST: written, SIGNATURE: signature, **parts})


def unseal(content: bytes, kind: str, key_of: Key, most: int) -> Opened:
    """The file, if it is of this kind, signed by the key its manifest leads to, and whole.

    Raises :class:`NotOurs`, :class:`Tampered`, or what ``key_of`` raises.
    """
    files = _files(content, most)
    manifest = _manifest(files, kind)
    try:
        key_of(manifest).verify(base64.b64decode(files.pop(SIGNATURE), validate=True), files.pop(MANIFEST))
    except (InvalidSignature, binascii.Error):
        raise Tampered from None
    if {name: hashlib.sha256(part).hexdigest() for name, part in files.items()} != manifest["parts"]:
        raise Tampered
    return Opened(manifest, files, hashlib.sha256(content).hexdigest())


def peek(content: bytes, kind: str, most: int) -> Manifest:
    """What the manifest says, which nobody has checked."""
    return _manifest(_files(content, most), kind)


def as_json(document: object) -> bytes:
    """A document as bytes that depend on what it says alone."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def private_pem(key: Ed25519PrivateKey) -> str:
    """A private key as it stands in a bundle."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def private_from(written: str) -> Ed25519PrivateKey:
    """The private key of a PEM. Raises :class:`NotOurs`."""
    try:
        key = load_pem_private_key(written.encode("ascii"), password=None)
    except (ValueError, TypeError):
        raise NotOurs from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NotOurs
    return key


def public_pem(key: Ed25519PublicKey) -> str:
    """A public key as the database keeps it."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def public_from(written: str) -> Ed25519PublicKey:
    """The public key of a PEM. Raises :class:`NotOurs`."""
    try:
        key = load_pem_public_key(written.encode("ascii"))
    except (ValueError, TypeError):
        raise NotOurs from None
    if not isinstance(key, Ed25519PublicKey):
        raise NotOurs
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """A key in six groups that two people can compare over the telephone."""
    digest = hashlib.sha256(key.public_bytes_raw()).hexdigest()[:24]
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def _files(content: bytes, most: int) -> dict[str, bytes]:
    """Every file of the archive. Only stored ones: what is unpacked is no larger than what came."""
    if len(content) > most:
        raise BadBundle(N_("This file is larger than %(most)s MB. It cannot be what it says."), most=most // 2**20)
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or len({entry.filename for entry in entries}) != len(entries):
                raise NotOurs
            if any(entry.compress_type != ZIP_STORED or entry.file_size > len(content) for entry in entries):
                raise NotOurs
            return {entry.filename: archive.read(entry) for entry in entries}
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, struct.error, zlib.error):
        raise Tampered from None  # what a damaged archive does to who reads it


def _manifest(files: Mapping[str, bytes], kind: str) -> Manifest:
    if MANIFEST not in files or SIGNATURE not in files:
        raise NotOurs
    try:
        manifest = json.loads(files[MANIFEST])
    except (ValueError, RecursionError):
        raise Tampered from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("parts"), dict):
        raise NotOurs
    if manifest.get("format") != kind:
        raise _other_kind(manifest.get("format"), kind)
    if manifest.get("version") != VERSION:
        raise BadBundle(N_("This file was made by a newer program. Bring this one up to date first."))
    return manifest


def _other_kind(found: object, wanted: str) -> BadBundle:
    if (found, wanted) == (BUNDLE, RESULTS):
        return BadBundle(N_("This is the class as it was taken along, not its results. Choose the file of results."))
    if (found, wanted) == (RESULTS, BUNDLE):
        return BadBundle(N_("These are the results of a class. Bring them to the server they belong to."))
    return NotOurs()

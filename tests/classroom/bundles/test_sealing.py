"""A file that was changed anywhere, signed by somebody else, or is another file altogether, is refused; no database."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lms.catalogue.archive.packing import zipped
from lms.classroom.bundles import sealing
from lms.classroom.bundles.sealing import BUNDLE, MANIFEST, RESULTS, SIGNATURE, BadBundle, NotOurs, Tampered

KEY = Ed25519PrivateKey.from_private_bytes(b"1" * 32)
PARTS = {"facts.json": b'{"people":[]}', "media/abc": b"\x00\x01"}
MANIFEST_OF_IT = {"format": RESULTS, "bundle": "b", "serial": 1}
MOST = 10_000


def sealed() -> bytes:
    return sealing.seal(MANIFEST_OF_IT, PARTS, KEY)


def unsealed(content: bytes, kind: str = RESULTS, most: int = MOST) -> sealing.Opened:
    return sealing.unseal(content, kind, lambda _manifest: KEY.public_key(), most)


def changed(**files: bytes | None) -> bytes:
    """The file with some of its files replaced, added, or taken away."""
    with ZipFile(BytesIO(sealed())) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content |= files
    return zipped({name: part for name, part in content.items() if part is not None})


def test_the_same_class_gives_the_same_bytes_and_comes_back_whole():
    opened = unsealed(sealed())

    assert sealed() == sealed()
    assert dict(opened.parts) == PARTS
    assert opened.manifest["bundle"] == "b"


def test_no_byte_can_be_changed_unseen():
    content = sealed()

    for at in range(len(content)):
        other = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        try:
            opened = unsealed(other)
        except BadBundle:
            continue
        assert (dict(opened.parts), opened.manifest) == (PARTS, unsealed(content).manifest), "what is read is the same"


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"facts.json": b'{"people":[1]}'}, Tampered),
        ({"facts.json": None}, Tampered),
        ({"more.json": b"{}"}, Tampered),
        ({MANIFEST: json.dumps({**MANIFEST_OF_IT, "version": 1, "parts": {}}).encode()}, Tampered),
        ({MANIFEST: b"{"}, Tampered),
        ({MANIFEST: b"[]"}, NotOurs),
        ({SIGNATURE: b"?"}, Tampered),
        ({SIGNATURE: None}, NotOurs),
    ],
)
def test_parts_and_signature_belong_together(files: dict[str, bytes | None], problem: type[Exception]):
    with pytest.raises(problem):
        unsealed(changed(**files))


def test_other_keys_kinds_and_files_are_told_apart():
    other = sealing.seal(MANIFEST_OF_IT, PARTS, Ed25519PrivateKey.from_private_bytes(b"2" * 32))
    bundle = sealing.seal({**MANIFEST_OF_IT, "format": BUNDLE}, PARTS, KEY)

    with pytest.raises(Tampered):
        unsealed(other)
    with pytest.raises(BadBundle, match="not its results"):
        unsealed(bundle)
    with pytest.raises(BadBundle, match="Bring them to the server"):
        unsealed(sealed(), BUNDLE)
    for content in (b"", b"PK", b"x" * 100, zipped({"a": b"b"})):
        with pytest.raises(BadBundle):
            unsealed(content)


def test_nothing_is_unpacked_that_is_larger_than_what_came():
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, b"0" * 1_000_000)

    with pytest.raises(NotOurs):
        unsealed(bomb.getvalue())
    with pytest.raises(BadBundle, match="larger"):
        unsealed(sealed(), most=100)

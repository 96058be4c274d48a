"""Pictures that travel inside a file, each checked as if its author had put it beside the quiz."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import tempfile
from pathlib import Path

from lms.catalogue.complaints import Sheet
from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.question import Refused
from lms.catalogue.pictures import MOST_BYTES, SUFFIXES, read_picture
from lms.vietnamese import fold

_MOST_CHARACTERS = MOST_BYTES * 3 // 2
_MOST_PICTURES = 200
_LONGEST_NAME = 60


class Pictures:
    """The pictures of one module: those that stand there, and the new ones by the names they will have."""

    def __init__(self, module: Path) -> None:
        self.new: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        files = [path for path in module.iterdir() if path.suffix.lstrip(".") in SUFFIXES and path.is_file()]
        self._taken = {path.name.casefold() for path in module.iterdir()}
        for path in files:
            if path.stat().st_size <= MOST_BYTES:
                self._names[_digest(path.read_bytes())] = path.name

    def named(self, name: str, encoded: str) -> str:
        """The name of a picture that was written in base64. Raises :class:`Refused`, with the reason."""
        content = _decoded(name, encoded)
        suffix = name.rpartition(".")[2].lower().replace("jpeg", "jpg")
        if suffix not in SUFFIXES:
            raise _refused(name, "chỉ nhận svg, png, jpg, webp.", "only svg, png, jpg and webp are taken.")
        _look_at(name, suffix, content)
        known = self._names.get(_digest(content))
        return known or self._add(name, suffix, content)

    def _add(self, name: str, suffix: str, content: bytes) -> str:
        if len(self.new) >= _MOST_PICTURES:
            raise _refused(name, f"tệp có hơn {_MOST_PICTURES} hình.", f"there are more than {_MOST_PICTURES}.")
        stem = re.sub(r"[^a-z0-9]+", "-", fold(name.rpartition("/")[2].rpartition(".")[0])).strip("-") or "hinh"
        stem = stem[:_LONGEST_NAME].strip("-")
        own, number = f"{stem}.{suffix}", 1
        while own in self._taken:
            number += 1
            own = f"{stem}-{number}.{suffix}"
        self._taken.add(own)
        self._names[_digest(content)] = own
        self.new[own] = content
        return own


def _decoded(name: str, encoded: str) -> bytes:
    if len(encoded) > _MOST_CHARACTERS:
        most = MOST_BYTES // 1000
        raise _refused(name, f"nặng quá {most} kB.", f"it is larger than {most} kB.")
    try:
        return base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        raise _refused(name, "mã base64 hỏng.", "its base64 is broken.") from None


def _look_at(name: str, suffix: str, content: bytes) -> None:
    sheet = Sheet("", [])
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / f"picture.{suffix}"
        path.write_bytes(content)
        picture = read_picture(path.name, path, 0, sheet)
    if picture is None:
        (complaint, *_) = sheet.complaints
        raise _refused(name, complaint.sentence, complaint.words.english.format(**complaint.values))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _refused(name: str, why: str, why_english: str) -> Refused:
    return Refused(say.PICTURE, file=name[:60], why=why, why_english=why_english)

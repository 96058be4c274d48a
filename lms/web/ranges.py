"""Sending a large file so that a download broken off goes on where it stopped (RFC 9110, 14): one span at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Response, request

_PARTIAL, _UNCHANGED, _BEYOND = 206, 304, 416


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A file whose bytes never change under its fingerprint."""

    name: str
    mimetype: str
    size: int
    sha256: str
    content: Callable[[int, int], Iterator[bytes]]
    """Gives the bytes from the first to the last one asked for; called while the answer is sent."""


def sent(file: LargeFile) -> Response:
    """The whole file, or what of it was asked for. A span of an older file is not sent: then it begins anew."""
    span = _span(file)
    if request.if_none_match.contains(file.sha256):
        answer = Response(status=_UNCHANGED, mimetype=file.mimetype)
    elif span is None and _asks_for_a_part(file):
        answer = Response(status=_BEYOND, mimetype=file.mimetype)
        answer.headers["Content-Range"] = f"bytes */{file.size}"
    else:
        first, last = span or (0, file.size - 1)
        answer = Response(file.content(first, last), _PARTIAL if span else 200, mimetype=file.mimetype)
        answer.content_length = last - first + 1
        if span:
            answer.headers["Content-Range"] = f"bytes {first}-{last}/{file.size}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer.set_etag(file.sha256)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def asked_span() -> str:
    """What of a file was asked for, for the record: «all» or the header as it came."""
    return request.headers.get("Range", "all")[:80]


def _asks_for_a_part(file: LargeFile) -> bool:
    asked, condition = request.range, request.if_range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:  # several at once: all of it is an answer too
        return False
    if request.headers.get("If-Range") is None:
        return True
    return condition.etag == file.sha256 and not request.headers["If-Range"].startswith("W/")


def _span(file: LargeFile) -> tuple[int, int] | None:
    if not _asks_for_a_part(file) or request.range is None:
        return None
    found = request.range.range_for_length(file.size)
    return (found[0], found[1] - 1) if found else None

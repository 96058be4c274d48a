"""What a telephone has to fetch to have a whole course, file by file, and the copies themselves."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import asdict, dataclass, replace

from flask import Response, abort, current_app, jsonify, request, url_for

from lms.catalogue import queries as catalogue
from lms.catalogue.languages.queries import shelf
from lms.catalogue.published import PublishedCourse, PublishedModule
from lms.offline.blueprint import bp
from lms.offline.views.copying import copy_of
from lms.web import EVERYONE, open_to, reading
from lms.web.static_files import static_content

_NAMED = re.compile(r'(?:href|src)="(?:/static/([^"#?]+)|/media/([0-9a-f]{64})\.(svg|png|jpg|webp))["#?]')
"""What pages name besides other pages; sound is large and is asked for by itself."""
_KEPT = "lms.offline.manifests"
_MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class File:
    """One file of a course. ``bytes`` is about what comes over the line, ``room`` what it takes on the telephone."""

    url: str
    copy: str
    """Where it is fetched."""
    sha256: str
    bytes: int
    room: int
    next: str = ""
    """Where somebody goes on who has read this page or sent its form."""
    item: int = 0
    """The question on the page. It stands here and not on the copy, which stays the same while its words do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of one version of a course; ``rev`` changes when any of them does."""

    course: str
    title: str
    version: int
    rev: str
    size: int
    room: int
    files: tuple[File, ...]


@bp.get("/offline/courses/<course>.json")
@open_to(EVERYONE)
def manifest(course: str) -> Response:
    """Everything to fetch."""
    found = _manifest(course)
    return _with_tag(jsonify(asdict(found)), found.rev)


@bp.get("/offline/courses/<course>/rev.json")
@open_to(EVERYONE)
def rev(course: str) -> Response:
    """Only whether there is anything new, and how large all of it is."""
    found = _manifest(course)
    return _with_tag(jsonify(rev=found.rev, size=found.size, version=found.version), found.rev)


@bp.get("/offline/courses/<course>/sounds/<language>.json")
@open_to(EVERYONE)
def sounds(course: str, language: str) -> Response:
    """Everything that can be heard of a course in a language, to fetch; sound does not get smaller on the line."""
    found = catalogue.current(reading(), course) or abort(404)
    heard = shelf(reading(), found.course_id).heard_in(found).get(language) or abort(404)
    files = [
        {"url": (at := f"/media/{each.sha256}.{each.suffix}"), "copy": at, "sha256": each.sha256} for each in heard
    ]
    made = jsonify(room=sum(each.bytes for each in heard), files=files)
    return _with_tag(made, _sha256("".join(file["sha256"] for file in files).encode()))


@bp.get("/offline/copies/<path:path>")
@open_to(EVERYONE)
def copy(path: str) -> Response:
    """One page as telephones keep it."""
    return _with_tag(Response(made := copy_of(f"/{path}"), mimetype="text/html"), _sha256(made.encode()))


def _with_tag(response: Response, tag: str) -> Response:
    response.headers["Cache-Control"] = "public, no-cache"
    response.set_etag(tag)
    return response.make_conditional(request)  # type: ignore[return-value]


def _manifest(slug: str) -> Manifest:
    """A version with what stands beside it never changes, so its manifest is made once in each process."""
    course = catalogue.current(reading(), slug) or abort(404)
    kept: dict[tuple[int, str], Manifest] = current_app.extensions.setdefault(_KEPT, {})
    key = course.version_id, shelf(reading(), course.course_id).mark
    if key not in kept:
        made = _made(course)
        while len(kept) >= _MOST_KEPT:
            kept.pop(next(iter(kept)))
        kept[key] = made
    return kept[key]


def _made(course: PublishedCourse) -> Manifest:
    onward, items = _pages(course), _items(course)
    contents = {path: copy_of(path) for path in onward}
    pages = [
        replace(_file(path, f"/offline/copies{path}", made.encode()), next=onward[path], item=items.get(path, 0))
        for path, made in contents.items()
    ]
    named = sorted({found for made in contents.values() for found in _NAMED.findall(made)})
    files = (*pages, *(_static(name) if name else _media(sha256, suffix) for name, sha256, suffix in named))
    return Manifest(
        course.slug,
        course.title,
        course.number,
        _sha256("".join([str(course.number), *(file.url + file.sha256 for file in files)]).encode())[:16],
        sum(file.bytes for file in files),
        sum(file.room for file in files),
        files,
    )


def _pages(course: PublishedCourse) -> dict[str, str]:
    """The address of every page, and where one goes on from it."""
    pages = {url_for("learning.course", course=course.slug): ""}
    for at, module in enumerate(course.modules):
        after = course.modules[at + 1 :]
        onward = _screen(course, after[0], 1) if after else url_for("learning.course", course=course.slug)
        for screen in module.screens:
            pages[_screen(course, module, screen.position)] = _after_screen(course, module, screen.position, onward)
        if module.practice:
            pages[_quiz(course, module)] = onward
        for number in range(1, len(module.practice) + 1):
            question = f"{_quiz(course, module)}/{number}"
            pages[question] = f"{question}/answer"
            pages[f"{question}/answer"] = onward
    return pages


def _items(course: PublishedCourse) -> dict[str, int]:
    """The question on each page that asks one."""
    return {
        f"{_quiz(course, module)}/{number}": item.id
        for module in course.modules
        for number, item in enumerate(module.practice, 1)
    }


def _after_screen(course: PublishedCourse, module: PublishedModule, position: int, onward: str) -> str:
    if position < len(module.screens):
        return _screen(course, module, position + 1)
    return _quiz(course, module) if module.practice else onward


def _screen(course: PublishedCourse, module: PublishedModule, position: int) -> str:
    return url_for("learning.screen", course=course.slug, module=module.slug, position=position)


def _quiz(course: PublishedCourse, module: PublishedModule) -> str:
    return url_for("learning.quiz", course=course.slug, module=module.slug)


def _static(name: str) -> File:
    digest, content = static_content(current_app, name)
    return _file(url_for("static", filename=name), url_for("static", filename=name, v=digest), content)


def _media(sha256: str, suffix: str) -> File:
    content = catalogue.media(reading(), sha256, suffix)
    assert content is not None  # noqa: S101 - a published page names it
    address = f"/media/{sha256}.{suffix}"
    return _file(address, address, content)


def _file(url: str, copy_at: str, content: bytes) -> File:
    packed = len(zlib.compress(content))
    return File(url, copy_at, _sha256(content), min(packed, len(content)), len(content))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

"""A course to be given out in another form: as it is published, or as its folder stands, whole and with its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from lms.catalogue import queries
from lms.catalogue.archive.sources import version_of
from lms.catalogue.manuscript import Course
from lms.catalogue.models import CourseVersion, Media
from lms.catalogue.proof import ModuleProof, Proof, proof_of
from lms.catalogue.published import (
    Accepted,
    PublishedCourse,
    PublishedItem,
    PublishedModule,
    PublishedOption,
    PublishedPart,
    PublishedScreen,
)
from lms.clock import local_date

_MEDIA = re.compile(r'src="/media/([0-9a-f]{64})\.(\w+)"')


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything a booklet or package is made of."""

    course: PublishedCourse
    """Its number is 0 when it is not published."""
    licence: str
    authors: tuple[str, ...]
    day: date
    """When it was published, or last looked at by its authors."""
    pictures: Mapping[str, bytes]
    """By the name they have at ``/media/``."""


def edition_of_course(course: Course) -> Edition:
    """The course as its folder stands."""
    proof = proof_of(course)
    pictures = {f"{sha256}.{picture.suffix}": picture.content for sha256, picture in proof.media.items()}
    return _edition(as_published(proof), proof.row["details"], course.facts.updated, pictures)


def edition_of_version(db: Session, slug: str, number: int | None = None) -> Edition:
    """A published version: the one with this number, else the current one. Raises :class:`NotFound`."""
    version = db.get_one(CourseVersion, version_of(db, slug, number))
    course = queries.published(db, version.id)
    names = sorted(set(_pictures_in(course)))
    rows = db.scalars(select(Media).where(tuple_(Media.sha256, Media.suffix).in_(names))) if names else ()
    pictures = {f"{row.sha256}.{row.suffix}": row.content for row in rows}
    return _edition(course, version.details, local_date(version.published_at), pictures)


def _edition(course: PublishedCourse, details: Mapping[str, Any], day: date, pictures: Mapping[str, bytes]) -> Edition:
    shown = {f"{sha256}.{suffix}" for sha256, suffix in _pictures_in(course)}
    used = {name: content for name, content in pictures.items() if name in shown}
    return Edition(course, details["licence"], tuple(details["authors"]), day, used)


def as_published(proof: Proof) -> PublishedCourse:
    """A proof as readers would see it; its keys are those of no database."""
    row = {name: value for name, value in proof.row.items() if name != "details"}
    modules = tuple(_module(module, at) for at, module in enumerate(proof.modules, 1))
    return PublishedCourse(0, 0, proof.slug, 0, **{**row, "audience": tuple(row["audience"])}, modules=modules)


def _module(proof: ModuleProof, key: int) -> PublishedModule:
    row = {**proof.row, "sources": tuple(proof.row["sources"])}
    screens = tuple(PublishedScreen(at, **screen) for at, screen in enumerate(proof.screens, 1))
    practice = tuple(_item(item, at, key, row["slug"]) for at, item in enumerate(proof.practice, 1))
    return PublishedModule(key, **row, screens=screens, practice=practice)


def _item(row: Mapping[str, Any], at: int, module_id: int, module: str) -> PublishedItem:
    item = PublishedItem(
        at,
        row["key"],
        module_id,
        module,
        row["kind"],
        row["weight"],
        row["stem"],
        row["scene_html"],
        tuple(PublishedOption(**option) for option in row["options"]),
        row["explanation_html"],
        row["reread"],
    )
    parts = tuple(PublishedPart(**part) for part in row["parts"])
    return replace(item, parts=parts, accepted=Accepted.of(row["accepted"]))


def _pictures_in(course: PublishedCourse) -> Iterator[tuple[str, str]]:
    for html in _texts(course):
        yield from _MEDIA.findall(html)


def _texts(course: PublishedCourse) -> Iterator[str]:
    yield course.intro_html
    for module in course.modules:
        yield module.intro_html
        yield from (screen.html for screen in module.screens)
        yield from _item_texts(module.practice)


def _item_texts(items: Iterable[PublishedItem]) -> Iterator[str]:
    for item in items:
        yield item.scene_html
        yield item.explanation_html
        yield from (part.html for part in item.parts)
        for option in item.options:
            yield option.html
            yield option.why_html

"""A draft as learners would see it: the same values as a published course, made without a database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from lms.catalogue.proof import ModuleProof, Proof
from lms.catalogue.published import (
    Accepted,
    PublishedCourse,
    PublishedItem,
    PublishedModule,
    PublishedOption,
    PublishedPart,
    PublishedScreen,
)

_MEDIA = '"/media/'


def as_published(proof: Proof, media: str) -> tuple[PublishedCourse, tuple[PublishedItem, ...]]:
    """The course, and the questions of its final. Its pictures are looked for at ``media``, which ends in «/»."""
    row, ids = _with_pictures(proof.row, media), count(1)
    modules = tuple(_module(_Rows(module, media), number, ids) for number, module in enumerate(proof.modules, 1))
    pool = tuple(
        _item(_with_pictures(item, media), next(ids), number, str(module.row["slug"]))
        for number, module in enumerate(proof.modules, 1)
        for item in module.final
    )
    course = PublishedCourse(
        0,
        0,
        proof.slug,
        0,
        row["title"],
        row["summary"],
        row["intro_html"],
        row["picture"],
        tuple(row["audience"]),
        row["half_hours"],
        row["pass_mark"],
        row["attempts"],
        row["attempt_window_days"],
        row["wait_hours"],
        row["position"],
        modules,
    )
    return course, pool


class _Rows:
    """The rows of a module with its pictures where they are looked for."""

    def __init__(self, module: ModuleProof, media: str) -> None:
        self.row = _with_pictures(module.row, media)
        self.screens = [_with_pictures(row, media) for row in module.screens]
        self.practice = [_with_pictures(row, media) for row in module.practice]


def _with_pictures(row: Mapping[str, Any], media: str) -> dict[str, Any]:
    """The address of a picture stands in quotes in every text; JSON escapes them, whatever holds the text."""
    written = json.dumps(dict(row), ensure_ascii=False)
    moved: dict[str, Any] = json.loads(written.replace("\\" + _MEDIA, f'\\"{media}'))
    return moved


def _module(rows: _Rows, number: int, ids: Iterator[int]) -> PublishedModule:
    row = rows.row
    return PublishedModule(
        number,
        row["slug"],
        row["position"],
        row["title"],
        row["minutes"],
        row["updated"],
        row["intro_html"],
        tuple(row["sources"]),
        row["final_draw"],
        tuple(
            PublishedScreen(screen["position"], screen["position"], screen["title"], screen["html"])
            for screen in rows.screens
        ),
        tuple(_item(item, next(ids), number, row["slug"]) for item in rows.practice),
    )


def _item(row: Mapping[str, Any], key: int, module: int, slug: str) -> PublishedItem:
    return PublishedItem(
        key,
        row["key"],
        module,
        slug,
        row["kind"],
        row["weight"],
        row["stem"],
        row["scene_html"],
        tuple(
            PublishedOption(each["html"], each["text"], each["right"], each["why_html"], each.get("part", 0))
            for each in row["options"]
        ),
        row["explanation_html"],
        row["reread"],
        parts=tuple(PublishedPart(part["html"], part["text"]) for part in row["parts"]),
        accepted=Accepted.of(row["accepted"]),
    )

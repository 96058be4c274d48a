"""A draft as learners would see it: the same values as a published course, its pictures where authors find them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lms.catalogue.archive import editions
from lms.catalogue.proof import ModuleProof, Proof
from lms.catalogue.published import PublishedCourse, PublishedItem

_MEDIA = '\\"/media/'
"""How a text that is written as JSON begins to name a picture."""


def as_published(proof: Proof, media: str) -> tuple[PublishedCourse, tuple[PublishedItem, ...]]:
    """The course, and the questions of its final. Its pictures are looked for at ``media``, which ends in «/»."""
    here = replace(proof, row=_moved(proof.row, media), modules=tuple(_module(each, media) for each in proof.modules))
    finals = replace(here, modules=tuple(replace(each, practice=each.final) for each in here.modules))
    pool = tuple(item for module in editions.as_published(finals).modules for item in module.practice)
    return editions.as_published(here), pool


def _module(module: ModuleProof, media: str) -> ModuleProof:
    return ModuleProof(
        _moved(module.row, media),
        *(tuple(_moved(row, media) for row in rows) for rows in (module.screens, module.practice, module.final)),
    )


def _moved(row: Mapping[str, Any], media: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(dict(row), ensure_ascii=False).replace(_MEDIA, f'\\"{media}'))
    return found

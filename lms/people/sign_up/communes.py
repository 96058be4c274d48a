"""Finding one's commune among 148: by typing a part of its name, or by its first letter."""

from __future__ import annotations

from collections.abc import Sequence

from lms.places.models import OrgUnit
from lms.places.rules import bare_name
from lms.vietnamese import fold


def found(communes: Sequence[OrgUnit], typed: str) -> list[OrgUnit]:
    """The communes whose name holds every word that was typed, with or without diacritics."""
    words = fold(typed).split()
    return [unit for unit in communes if words and all(word in unit.folded_name for word in words)]


def by_letter(communes: Sequence[OrgUnit]) -> dict[str, list[OrgUnit]]:
    """The communes under the first letter of their names, in the order given; Ă and Â are looked for under A."""
    letters: dict[str, list[OrgUnit]] = {}
    for unit in communes:
        letters.setdefault(_letter(bare_name(unit.name)), []).append(unit)
    return letters


def _letter(name: str) -> str:
    first = name[:1].upper()
    return first if first == "Đ" else fold(first).upper()

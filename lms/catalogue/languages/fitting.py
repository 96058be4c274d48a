"""Whether a translation fits its original: the same screens, the same questions, the same marks, or honestly old."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lms.catalogue.complaints import Sheet, nearest
from lms.catalogue.languages.translation import Draft
from lms.catalogue.manuscript import Item, Kind, Number
from lms.catalogue.words import languages as say

_WAYS = {Kind.MULTIPLE: Kind.SINGLE, Kind.TRUE_FALSE: Kind.SINGLE, Kind.PAIR: Kind.MATCHING}


def look_at_page(draft: Draft, now: str, day: date, sheet: Sheet) -> None:
    """The page of a course; ``now`` is the digest and ``day`` the day of the original as it stands."""
    if draft.translation.of != now:
        sheet.add(draft.line, say.STALE, now=now, day=day.isoformat())


def look_at_lesson(draft: Draft, now: str, day: date, screens: int, sheet: Sheet) -> None:
    """A lesson; ``screens`` is the number of screens of the original."""
    found = draft.translation.screens
    is_old, fits = draft.translation.of != now, len(found) == screens
    if is_old:
        sheet.add(draft.line, say.STALE if fits else say.STALE_HIDDEN, now=now, day=day.isoformat())
    elif found and not fits:
        line = found[screens].line if len(found) > screens else found[-1].line
        sheet.add(line, say.SCREENS_DIFFER, count=len(found), wanted=screens)


def look_at_quiz(draft: Draft, now: str, day: date, originals: Sequence[Mapping[str, Any]], sheet: Sheet) -> None:
    """Questions; an old translation of them is never shown, because marks could differ from words."""
    if draft.translation.of != now:
        sheet.add(draft.line, say.STALE_HIDDEN, now=now, day=day.isoformat())
        return
    wanted = {row["key"]: row for row in originals}
    found = {item.key: item for item in draft.translation.items}
    for key in wanted:
        if key not in found:
            sheet.add(draft.line, say.ITEM_MISSING, key=key)
    for item in draft.translation.items:
        if item.key in wanted:
            _look_at_item(item, wanted[item.key], sheet)
        elif item.key:
            sheet.add(item.line, say.ITEM_UNKNOWN, key=item.key, near=nearest(item.key, wanted))


def _look_at_item(item: Item, original: Mapping[str, Any], sheet: Sheet) -> None:
    """The same way to answer, with as many parts and options; words to type may be others."""
    accepted = _accepted(item.number)
    if _way(item.kind) != _way(original["kind"]):
        sheet.add(item.line, say.KIND_DIFFERS, key=item.key, original="quiz.md")
    elif len(item.parts) != len(original["parts"]):
        values = {"key": item.key, "count": len(item.parts), "wanted": len(original["parts"])}
        sheet.add(item.line, say.PARTS_DIFFER, **values)
    elif accepted and any(original["accepted"][name] != value for name, value in accepted.items()):
        sheet.add(item.line, say.NUMBER_DIFFERS, original="quiz.md")
    else:
        _look_at_options(item, original["options"], sheet)


def _way(kind: str) -> str:
    """Kinds that differ in their words or marks only are one way to answer."""
    return _WAYS.get(Kind(kind), kind)


def _accepted(number: Number | None) -> dict[str, str]:
    return {"number": number.value, "tolerance": number.tolerance} if number else {}


def _look_at_options(item: Item, originals: Sequence[Mapping[str, Any]], sheet: Sheet) -> None:
    if [option.part for option in item.options] != [original.get("part", 0) for original in originals]:
        values = {"key": item.key, "count": len(item.options), "wanted": len(originals)}
        sheet.add(item.line, say.OPTIONS_DIFFER, **values)
        return
    for option, original in zip(item.options, originals, strict=True):
        if option.right != original["right"]:
            sheet.add(option.line, say.RIGHT_DIFFERS, original="quiz.md")

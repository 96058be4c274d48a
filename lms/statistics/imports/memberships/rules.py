"""Whom a row means, and what it does to the groups somebody is known to belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lms.statistics.imports.rules import Verdict
from lms.statistics.imports.words import told_day


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a row means, in its own words; the name folded, what is not said empty."""

    public_id: str
    phone: str
    name: str
    birth_year: int | None
    commune: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who may be meant. Rows found to be one person have one ``person_id``."""

    person_id: int
    public_id: str
    phone: str
    name: str
    birth_year: int
    commune: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """The one who is meant, or why nobody can say."""

    person_id: int | None
    doubt: str = ""


def recognise(meant: Meant, people: Iterable[Somebody]) -> Recognised:
    """The one person a row fits in everything it says: by the identifier, by telephone and name, or by name, year
    of birth and commune. Two who fit are nobody, and so is one who differs in anything.
    """
    found = [one for one in people if _fits(meant, one)]
    persons = {one.person_id for one in found}
    if len(persons) == 1:
        return Recognised(persons.pop())
    if persons:
        return Recognised(None, f"có {len(persons)} người hợp với dòng này; thêm số điện thoại hoặc mã người học")
    return Recognised(None, "không có người nào hợp với mọi điều dòng này ghi; xem lại, hoặc để người đó đăng ký trước")


def is_enough(meant: Meant) -> bool:
    """Whether a row says enough of somebody to be recognised by."""
    by_home = bool(meant.name and meant.birth_year and meant.commune)
    return bool(meant.public_id) or bool(meant.phone and meant.name) or by_home


def _fits(meant: Meant, one: Somebody) -> bool:
    """Whether nothing differs. A telephone that nobody has noted down does not differ; one needs the home then."""
    if meant.public_id and meant.public_id != one.public_id:
        return False
    if meant.phone and one.phone and meant.phone != one.phone:
        return False
    if meant.phone and not one.phone and not (meant.public_id or (meant.birth_year and meant.commune)):
        return False
    return (
        meant.name in ("", one.name)
        and meant.birth_year in (None, one.birth_year)
        and (not meant.commune or meant.commune == one.commune)
    )


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody belongs to a group, counted at a unit, ``[since, until)``; ``row`` is nothing while it is not kept."""

    unit_id: int
    since: date
    until: date | None
    row: int | None = None
    is_declared: bool = False
    """Whether the person said so; what an office brings takes its place."""


def joined(given: Stay, kept: list[Stay]) -> tuple[Verdict, str, list[Stay]]:
    """What a row does to the stays in one group, and which there are then. Never two at a time."""
    alike = next((one for one in kept if (one.unit_id, one.since) == (given.unit_id, given.since)), None)
    if alike is not None and (alike.until == given.until or _was_closed(alike, given, kept)):
        return Verdict.SAME, "như đang có", kept
    others = [one for one in kept if one is not alike]
    before = next((one for one in others if one.until is None and one.since < given.since), None)
    if alike is None and before is not None:
        closed = replace(before, until=given.since)
        others = [closed if one is before else one for one in others]
    declared = [one for one in others if one.is_declared and _overlap(one, given)]
    others = [replace(one, until=one.since) if one in declared else one for one in others]
    clash = next((one for one in others if _overlap(one, given)), None)
    if clash is not None:
        return Verdict.WRONG, f"trùng thời gian với nhóm này ở đơn vị khác từ {told_day(clash.since)}; sửa ngày", kept
    if alike is not None:
        told = f"đến {told_day(given.until)}" if given.until else "không còn ngày kết thúc"
        return Verdict.CHANGED, told, [*others, replace(alike, until=given.until)]
    if declared:
        return Verdict.CHANGED, f"từ {told_day(given.since)}, thay điều người đó tự khai", [*others, given]
    if before is not None:
        return Verdict.CHANGED, f"chuyển đơn vị từ {told_day(given.since)}", [*others, given]
    return Verdict.NEW, f"từ {told_day(given.since)}", [*others, given]


def _was_closed(alike: Stay, given: Stay, kept: list[Stay]) -> bool:
    """Whether an open row stands as it was taken, and a later one has closed it since."""
    return given.until is None and any(one.since == alike.until and one.since != one.until for one in kept)


def _overlap(one: Stay, other: Stay) -> bool:
    if one.since == one.until:
        return False
    return (one.until is None or one.until > other.since) and (other.until is None or other.until > one.since)

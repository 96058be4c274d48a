"""What a file of results tells, read into plain values. Whoever holds the key of a bundle may still write nonsense into it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from lms.classroom.bundles.sealing import NotOurs
from lms.learning.rules.arriving import ToldAnswer, ToldAttempt

_LONGEST = 1000
_HIGHEST = 1_000_000
Value = TypeVar("Value")
_MODES = frozenset({"alone", "supervised", "paper"})


@dataclass(frozen=True, slots=True)
class ToldConsent:
    """That somebody agreed on the laptop, and to which words."""

    purpose: str
    text_version: str
    text_sha256: str
    language: str
    channel: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class ToldPerson:
    """Somebody of the class, as the laptop knows them."""

    id: str
    name: str
    birth_year: int
    phone: str | None
    unit: str
    created_at: datetime
    joined_at: datetime | None
    consents: tuple[ToldConsent, ...]
    groups: tuple[tuple[str, str], ...]
    """Groups they said they belong to, each with the code of the place."""


@dataclass(frozen=True, slots=True)
class ToldStudy:
    """What somebody did in an edition of a course."""

    person: str
    course: str
    version: int
    digest: str
    edition: int
    enrolled_at: datetime
    printed_name: str | None
    name_confirmed_at: datetime | None
    read: tuple[tuple[str, int, datetime], ...]
    attempts: tuple[tuple[ToldAttempt, str | None], ...]
    """Each with who keyed it in."""


@dataclass(frozen=True, slots=True)
class ToldMark:
    """Whether somebody came to a session, as it was marked last."""

    person: str
    present: bool
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class ToldSession:
    """One time the class came together."""

    id: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    marks: tuple[ToldMark, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything a file tells."""

    people: tuple[ToldPerson, ...]
    studies: tuple[ToldStudy, ...]
    sessions: tuple[ToldSession, ...]

    def totals(self) -> dict[str, int]:
        """How many of each kind: what the manifest must say too."""
        attempts = [attempt for study in self.studies for attempt, _by in study.attempts]
        return {
            "people": len(self.people),
            "enrolments": len(self.studies),
            "reads": sum(len(study.read) for study in self.studies),
            "attempts": len(attempts),
            "answers": sum(len(attempt.answers) for attempt in attempts),
            "sessions": len(self.sessions),
            "marks": sum(len(session.marks) for session in self.sessions),
        }


def read_facts(document: Any) -> Told:
    """What the document tells. Raises :class:`NotOurs` for anything that is not what the laptop writes."""
    try:
        return Told(
            tuple(_person(each) for each in document["people"]),
            tuple(_study(each) for each in document["enrolments"]),
            tuple(_session(each) for each in document["sessions"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotOurs from None


def _person(given: dict[str, Any]) -> ToldPerson:
    return ToldPerson(
        _id(given["id"]),
        _text(given["name"]),
        _number(given["birth_year"]),
        _maybe(_text, given["phone"]),
        _maybe(_text, given["unit"]) or "",
        _instant(given["created_at"]),
        _maybe(_instant, given["joined_at"]),
        tuple(_consent(each) for each in given["consents"]),
        tuple((_text(each["group"]), _text(each["unit"])) for each in given["groups"]),
    )


def _consent(given: dict[str, Any]) -> ToldConsent:
    return ToldConsent(
        _text(given["purpose"]),
        _text(given["text_version"]),
        _text(given["text_sha256"]),
        _text(given["language"]),
        _text(given["channel"]),
        _instant(given["given_at"]),
    )


def _study(given: dict[str, Any]) -> ToldStudy:
    return ToldStudy(
        _id(given["person"]),
        _text(given["course"]),
        _number(given["version"]),
        _text(given["digest"]),
        _number(given["edition"], least=1),
        _instant(given["enrolled_at"]),
        _maybe(_text, given["printed_name"]),
        _maybe(_instant, given["name_confirmed_at"]),
        tuple((_text(module), _number(position), _instant(at)) for module, position, at in given["read"]),
        tuple((_attempt(each), _maybe(_id, each["recorded_by"])) for each in given["attempts"]),
    )


def _attempt(given: dict[str, Any]) -> ToldAttempt:
    mode, answers = given["mode"], tuple(_answer(each) for each in given["answers"])
    if mode not in _MODES or len({answer.submission for answer in answers}) != len(answers):
        raise ValueError("not an attempt")
    if len({(answer.item, answer.sequence) for answer in answers}) != len(answers):
        raise ValueError("two answers in one place")
    return ToldAttempt(
        _id(given["id"]),
        _text(given["quiz"]),
        mode,
        None,
        _instant(given["started_at"]),
        _maybe(_instant, given["submitted_at"]),
        tuple((_text(item), tuple(_number(each) for each in order)) for item, order in given["drawn"]),
        answers,
    )


def _answer(given: dict[str, Any]) -> ToldAnswer:
    return ToldAnswer(
        _id(given["submission"]),
        _text(given["item"]),
        _number(given["sequence"], least=1),
        tuple(
            each if isinstance(each, int) and not isinstance(each, bool) else _text(each) for each in given["chosen"]
        ),
        _instant(given["saved_at"]),
    )


def _session(given: dict[str, Any]) -> ToldSession:
    starts_at, ends_at = _instant(given["starts_at"]), _maybe(_instant, given["ends_at"])
    if ends_at is not None and ends_at <= starts_at:
        raise ValueError("it ends before it begins")
    return ToldSession(_id(given["id"]), starts_at, ends_at, _text(given["place"]), tuple(_marks(given["marks"])))


def _marks(given: list[dict[str, Any]]) -> Iterator[ToldMark]:
    for each in given:
        if not isinstance(each["present"], bool):
            raise ValueError("neither there nor not")  # noqa: TRY004 - it is a value of a file, as all others here
        yield ToldMark(_id(each["person"]), each["present"], _instant(each["marked_at"]))


def _maybe(read: Callable[[Any], Value], given: object) -> Value | None:
    return None if given is None else read(given)


def _id(given: object) -> str:
    return str(uuid.UUID(_text(given)))


def _text(given: object) -> str:
    if not isinstance(given, str) or len(given) > _LONGEST or "\0" in given:
        raise ValueError("not a text")
    return given


def _number(given: object, *, least: int = 0) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= _HIGHEST:
        raise ValueError("not a number")
    return given


def _instant(given: object) -> datetime:
    said = datetime.fromisoformat(_text(given))
    if said.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return said

"""What a certificate says, word by word. The words are Vietnamese in every language: they are those of the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from lms.certificates import english, wording
from lms.certificates.issuers import IssuerDetails
from lms.clock import local_date
from lms.problems import N_, Problem
from lms.vietnamese import fold, tidy

FORM = 1
"""Which facts there are and what they mean; how they look is said by the template, whose version is kept beside them."""
MODES = {
    "alone": "tự học trên mạng",
    "supervised": "học và làm bài tại lớp",
    "paper": "làm bài trên giấy tại lớp",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """That somebody completed a course: what the office is told, and never asks how it was earned."""

    person_id: int
    course_id: int
    course_slug: str
    course_title: str
    version_number: int
    edition: int
    half_hours: int
    score_percent: int
    mode: str
    printed_name: str
    birth_year: int
    org_unit_id: int
    place_line: str
    completed_at: datetime
    course_title_english: str = ""
    """For a paper in two languages; may be empty."""


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """Which version of which template a certificate is printed on, for ever."""

    key: str
    version: int
    languages: tuple[str, ...] = ("vi",)


@dataclass(frozen=True, slots=True)
class Facts:
    """Every line of the paper, frozen at issue. Whatever changes later, these do not."""

    form: int
    code: str
    check_at: str
    """Scheme and host whose page ``/x/<code>`` the QR code leads to."""
    nation: str
    motto: str
    superior: str
    issuer: str
    number: str
    place_and_date: str
    title: str
    movement: str
    holder: str
    birth_year: int
    place_line: str
    course_title: str
    course_slug: str
    course_version: int
    half_hours: int
    score_percent: int
    mode: str
    completed_on: str
    """ISO date; so are all days here."""
    issued_on: str
    issued_at: str
    decision: str
    signatory_title: str
    signatory_name: str
    is_demonstration: bool
    template: str = ""
    """Key of the template; empty before there were templates, which means the first that came with the program."""
    template_version: int = 0
    logo: str = ""
    """Name of the issuer's picture, empty if there is none; the name follows from its bytes."""
    logo_alt: str = ""
    english: Mapping[str, str] = field(default_factory=dict)
    """The English lines that are the same on all papers of the issuer, by name; empty on a paper in Vietnamese alone."""
    course_title_english: str = ""

    @property
    def address(self) -> str:
        """What the QR code holds."""
        return f"{self.check_at}/x/{self.code}"

    @property
    def hours_line(self) -> str:
        """«6 giờ» or «1,5 giờ»."""
        return wording.hours(self.half_hours)

    @property
    def result_line(self) -> str:
        """«đạt 92 %»."""
        return f"đạt {self.score_percent} %"

    @property
    def mode_line(self) -> str:
        """How it was learned, in words."""
        return MODES.get(self.mode, self.mode)

    @property
    def completed_line(self) -> str:
        """The day of completion as dd/mm/yyyy."""
        return date.fromisoformat(self.completed_on).strftime("%d/%m/%Y")

    @property
    def english_hours_line(self) -> str:
        """«6 hours»."""
        return english.hours(self.half_hours)

    @property
    def english_result_line(self) -> str:
        """«passed with 92%»."""
        return english.result(self.score_percent)

    @property
    def english_mode_line(self) -> str:
        """How it was learned, in English."""
        return english.MODES.get(self.mode, self.mode)

    @property
    def english_completed_line(self) -> str:
        """«23 November 2026»."""
        return english.day(date.fromisoformat(self.completed_on))

    @property
    def english_place_and_date(self) -> str:
        """«Phu Tho, 23 November 2026»."""
        return english.place_and_date(self.english.get("place", ""), date.fromisoformat(self.issued_on))

    @property
    def near_place(self) -> str:
        """The place without the province, which is the same for everybody."""
        parts = self.place_line.split(", ")
        return ", ".join(parts[:-1]) if len(parts) > 1 else self.place_line

    def as_json(self) -> dict[str, Any]:
        """What is kept in the database."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The facts as they were frozen."""
        return cls(**{line.name: kept[line.name] for line in fields(cls) if line.name in kept})


class Verdict(StrEnum):
    """What a check of a code ends in."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"
    MISTYPED = "mistyped"
    UNKNOWN = "unknown"
    UNREACHABLE = "unreachable"
    """Nobody can say at this moment: that says nothing against the paper."""


class Likeness(StrEnum):
    """Whether the name and year somebody reads on a paper are those of the register."""

    SAME = "same"
    SAME_BUT_MARKS = "same-but-marks"
    DIFFERENT = "different"


class Signature(StrEnum):
    """Whether the file of a certificate carries the signature of the office."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    WAITING = "waiting"
    """It will, once it is there: until then there is no file at all."""


class Reason(StrEnum):
    """Why a certificate was ended; the public sees the kind of reason and nothing else."""

    WRONG_PERSON = "wrong-person"
    NOT_EARNED = "not-earned"
    ISSUED_IN_ERROR = "issued-in-error"
    HOLDER_ASKED = "holder-asked"
    CORRECTED = "corrected"


REASONS = {
    Reason.WRONG_PERSON: N_("It was given to the wrong person."),
    Reason.NOT_EARNED: N_("The course had not been completed as the rules ask."),
    Reason.ISSUED_IN_ERROR: N_("It was issued by mistake."),
    Reason.HOLDER_ASKED: N_("Its holder asked for it."),
    Reason.CORRECTED: N_("A line of it was corrected."),
}


CHOOSABLE = tuple(reason for reason in Reason if reason is not Reason.CORRECTED)
"""The reasons somebody can give; a correction gives its own."""
NEVER_RIGHT = (Reason.WRONG_PERSON, Reason.NOT_EARNED, Reason.ISSUED_IN_ERROR)
"""The reasons for which a certificate can be void from the beginning."""


class How(StrEnum):
    """The two ways in which an official ends a certificate."""

    REVOKE = "revoke"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Ending:
    """How and from when a certificate ends."""

    reason: Reason
    on: date | None
    """The first day it no longer counts; none when it is void from the beginning."""

    @property
    def is_void(self) -> bool:
        """Whether it never counted."""
        return self.on is None


def ending(reason: Reason, on: date | None, issued_on: date, today: date) -> Ending:
    """How a certificate issued on a day ends. Raises :class:`Problem` when it cannot end like this."""
    if on is None:
        if reason not in NEVER_RIGHT:
            raise Problem(
                N_(
                    "Void from the beginning is only what should never have been issued. Choose «revoke» for this reason."
                ),
                field="reason",
            )
        return Ending(reason, None)
    if on > today:
        raise Problem(N_("This day has not come yet. Choose today or an earlier day."), field="on")
    if on < issued_on:
        raise Problem(
            N_("It was issued on %(day)s only. Choose a later day, or «void from the beginning»."),
            field="on",
            day=issued_on.strftime("%d/%m/%Y"),
        )
    return Ending(reason, on)


class Order(StrEnum):
    """How the register is sorted."""

    NEWEST = "newest"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the register; empty is everything."""

    words: str = ""
    """A part of the holder's name, with or without its marks; a number; or a code."""
    course: str = ""
    """Address of a course."""
    unit_id: int | None = None
    group: str = ""
    """A population group, to which the holder belonged on the day of issue."""
    mode: str = ""
    status: str = ""
    since: date | None = None
    until: date | None = None
    """First and last day of issue."""
    order: Order = Order.NEWEST

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out; the order leaves nothing out."""
        return replace(self, order=Order.NEWEST) == Wanted()

    def as_json(self) -> dict[str, Any]:
        """What is kept with an export and in the audit record: days as ISO dates."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What was looked for when it was kept."""
        days = {name: date.fromisoformat(kept[name]) for name in ("since", "until") if kept.get(name)}
        return cls(**{**kept, "since": None, "until": None, **days, "order": Order(kept["order"])})


class NotReady(Problem):
    """Nobody has said yet who issues: a server must not have started like this."""

    status = 503


def freeze(
    statement: Statement,
    issuer: IssuerDetails,
    number: int,
    code: str,
    issued_at: datetime,
    template: TemplateVersion | None = None,
) -> Facts:
    """Every line of the paper as it will stay; ``issued_at`` is in local time.

    It is in two languages if the issuer has English lines and the template has room for them.
    """
    is_bilingual = bool(issuer.english) and template is not None and "en" in template.languages
    return Facts(
        form=FORM,
        code=code,
        check_at=issuer.check_at,
        nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        motto="Độc lập - Tự do - Hạnh phúc",
        superior=issuer.superior,
        issuer=issuer.name,
        number=wording.register_number(issuer.number_format, number, issued_at.year),
        place_and_date=wording.place_and_date(issuer.place, issued_at.date()),
        title="GIẤY CHỨNG NHẬN",
        movement=issuer.movement,
        holder=tidy(statement.printed_name),
        birth_year=statement.birth_year,
        place_line=tidy(statement.place_line),
        course_title=tidy(statement.course_title),
        course_slug=statement.course_slug,
        course_version=statement.version_number,
        half_hours=statement.half_hours,
        score_percent=statement.score_percent,
        mode=statement.mode,
        completed_on=local_date(statement.completed_at).isoformat(),
        issued_on=issued_at.date().isoformat(),
        issued_at=issued_at.isoformat(timespec="seconds"),
        decision=issuer.decision,
        signatory_title=issuer.signatory_title,
        signatory_name=issuer.signatory_name,
        is_demonstration=issuer.is_demonstration,
        template=template.key if template else "",
        template_version=template.version if template else 0,
        logo=issuer.logo,
        logo_alt=issuer.logo_alt,
        english=english.lines(issuer.english) if is_bilingual else {},
        course_title_english=tidy(statement.course_title_english) if is_bilingual else "",
    )


def signature_of_file(level: str | None, *, is_kept: bool, signs: bool) -> Signature:
    """What is to be said of a file: one that is kept stays as it is, whatever was switched on since."""
    if is_kept:
        return Signature.SIGNED if level else Signature.UNSIGNED
    return Signature.WAITING if signs else Signature.UNSIGNED


def likeness(facts: Facts, name: str, birth_year: int) -> Likeness:
    """How what somebody reads on a paper compares with the register."""
    if birth_year != facts.birth_year or fold(name) != fold(facts.holder):
        return Likeness.DIFFERENT
    if tidy(name).casefold() != facts.holder.casefold():
        return Likeness.SAME_BUT_MARKS
    return Likeness.SAME

"""The guard: tries a template with invented people and says every reason why papers must not be printed on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from jinja2 import TemplateError

from lms.certificates.issuers import IssuerDetails
from lms.certificates.printing.comparing import compare
from lms.certificates.printing.layout import press_of, printed
from lms.certificates.printing.measuring import Page, measured
from lms.certificates.printing.ways import stamp_for
from lms.certificates.printing.words import CannotStamp
from lms.certificates.rules import Facts
from lms.certificates.templates.files import file_complaints
from lms.certificates.templates.folder import Draft
from lms.certificates.templates.form import CannotPrint, DoesNotFit, Fetches, Form
from lms.certificates.templates.looks import (
    fonts_unnamed,
    letters_missing,
    lines_missing,
    places_wrong,
    qr_codes,
)
from lms.certificates.templates.samples import sample_people
from lms.press import one_at_a_time

_LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#8f1d14"/></svg>'
_LOGO_NAME, _LOGO_ALT = "logo-thu.svg", "Logo thử của cơ quan cấp"
_MOST = 3
"""So many people are named with the same complaint; more would hide the others."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the guard found."""

    complaints: tuple[str, ...]
    people: int
    """How many were tried."""
    not_stamped: str = ""
    """Why it cannot be printed the quick way; empty if it can."""

    @property
    def may_be_stamped(self) -> bool:
        """Whether the quick way prints the same to the eye as the slow one."""
        return not self.not_stamped


def everybody(draft: Draft, issuer: IssuerDetails | None = None) -> dict[str, Facts]:
    """Whom a template is tried with, on papers of an issuer or of an invented one."""
    people = sample_people(draft.languages, issuer)
    people["cơ quan có logo"] = replace(next(iter(people.values())), logo=_LOGO_NAME, logo_alt=_LOGO_ALT)
    return people


def examine(draft: Draft, people: Mapping[str, Facts]) -> Findings:
    """Try a template with people."""
    form = replace(draft.form, assets={**draft.form.assets, _LOGO_NAME: _LOGO})
    found: dict[str, list[str]] = {}
    pages: list[Page] = []
    for who, facts in people.items():
        for complaint in _tried(form, facts, draft.margin, pages):
            found.setdefault(complaint, []).append(who)
    general = [*letters_missing(pages)]
    general += [] if general else fonts_unnamed(pages, form.fonts)
    complaints = (*general, *_told(found, len(people)))
    return Findings(complaints, len(people), "" if complaints else _not_stamped(form, people))


def _tried(form: Form, facts: Facts, margin: float, pages: list[Page]) -> Iterator[str]:
    """What is wrong with the paper of one person; its page is added to ``pages``."""
    try:
        page = measured(facts, form)
        pages.append(page)
        yield from lines_missing(page, facts)
        yield from places_wrong(page, margin)
        if _is_printable(page, form):
            yield from file_complaints(printed(facts, form), facts)
    except DoesNotFit:
        yield "chữ không vừa một trang, kể cả khi in nhỏ lại"
    except Fetches as error:
        yield f"mẫu lấy thứ nằm ngoài thư mục: {error.address}"
    except CannotPrint as error:
        yield f"không in được: {error}"
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
        yield f"không điền được print.html: {error}"


def _is_printable(page: Page, form: Form) -> bool:
    """Whether there is a file to look at; if not, the page has said why."""
    return {face.family for face in page.faces} <= form.fonts and len(qr_codes(page)) == 1


def _not_stamped(form: Form, people: Mapping[str, Facts]) -> str:
    """Why pages must be laid out one by one; some people may need that in any case, the first must not."""
    ordinary = next(iter(people))
    for who, facts in people.items():
        try:
            stamp = stamp_for(facts, form)
        except CannotStamp as error:
            if who == ordinary:
                return str(error)
            continue
        try:
            with one_at_a_time:
                compare(stamp, press_of(form), facts)
        except CannotStamp as error:
            return f"{who}: {error}"
    return ""


def _told(found: dict[str, list[str]], people: int) -> Iterable[str]:
    for complaint, who in found.items():
        if len(who) == people:
            yield complaint
        else:
            more = f" và {len(who) - _MOST} trường hợp nữa" if len(who) > _MOST else ""
            yield f"{complaint} (khi thử: {'; '.join(who[:_MOST])}{more})"

"""The way to a certificate's paper that others take: stamped where that gives the page as laid out, else laid out.

Which way a certificate goes depends on its facts and its form alone, so its bytes are the same whenever it is printed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum

from lms.certificates.printing.mould import Mould
from lms.certificates.printing.stamping import Stamp
from lms.certificates.printing.words import CannotStamp, NeedsRoom, key_of
from lms.certificates.rules import Facts
from lms.certificates.templates.form import Form, Rectangle, built_in

_MOST = 64
"""Moulds kept at hand; each is about half a megabyte."""
_BY_COURSE = ("course_title", "hours_line")
"""Taken into the mould when the title of the course is too long for one line: then it is the same for all who learned."""


class Way(StrEnum):
    """How a page was made."""

    STAMPED = "stamped"
    LAID_OUT = "laid-out"


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed certificate, and how it was made."""

    pdf: bytes
    way: Way


class _Moulds:
    """The moulds this process has made or was given, and why others cannot be made."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.known: OrderedDict[str, Stamp | CannotStamp] = OrderedDict()

    def of(self, facts: Facts, form: Form, seal: Rectangle | None, kept: tuple[str, ...]) -> Stamp:
        key = key_of(facts, form, seal, kept)
        with self.lock:
            found = self.known.get(key)
            if found is None:
                found = self.keep(key, _made(facts, form, seal, kept))
            self.known.move_to_end(key)
        if isinstance(found, CannotStamp):
            raise CannotStamp(str(found))
        return found

    def keep(self, key: str, stamp: Stamp | CannotStamp) -> Stamp | CannotStamp:
        self.known[key] = stamp
        while len(self.known) > _MOST:
            self.known.popitem(last=False)
        return stamp


_moulds = _Moulds()


def paper(
    facts: Facts,
    form: Form | None = None,
    badge: bytes | None = None,
    *,
    seal: Rectangle | None = None,
    qr_text: str | None = None,
) -> Paper:
    """The certificate as a PDF on a form, the built-in one unless another is given.

    What the arguments are and what is raised, :func:`printed` says.
    """
    form = form or built_in()
    try:
        stamp = stamp_for(facts, form, seal)
        return Paper(stamp.stamped(facts, badge, qr_text), Way.STAMPED)
    except CannotStamp:
        from lms.certificates.printing.layout import printed

        return Paper(printed(facts, form, badge, seal=seal, qr_text=qr_text), Way.LAID_OUT)


def stamp_for(facts: Facts, form: Form, seal: Rectangle | None = None) -> Stamp:
    """The mould a certificate fits into, made if it must be. Raises :class:`CannotStamp` if there is none."""
    if not form.may_be_stamped:
        raise CannotStamp("the guard has seen a difference on this form")
    stamp = _moulds.of(facts, form, seal, ())
    try:
        stamp.try_lines(facts)
    except NeedsRoom as error:
        if "course_title" not in error.words:
            raise
        stamp = _moulds.of(facts, form, seal, _BY_COURSE)
    return stamp


def mould(facts: Facts, form: Form, seal: Rectangle | None = None) -> bytes:
    """What a form is compiled to for certificates like this one, to be kept with it. Raises :class:`CannotStamp`."""
    return stamp_for(facts, form, seal).mould.to_bytes()


def use_mould(kept: bytes) -> None:
    """Have this process stamp with a mould that was kept, so that it need not make it. Others' versions are no use."""
    stamp = Stamp(Mould.from_bytes(kept))
    with _moulds.lock:
        _moulds.keep(stamp.mould.key, stamp)


def _made(facts: Facts, form: Form, seal: Rectangle | None, kept: tuple[str, ...]) -> Stamp | CannotStamp:
    from lms.certificates.printing.compiling import compiled

    try:
        return Stamp(compiled(facts, form, seal, kept))
    except CannotStamp as error:
        return error

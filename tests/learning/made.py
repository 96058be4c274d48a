"""Courses made of nothing but values, for rules that need no database."""

from __future__ import annotations

from lms.catalogue.published import (
    Accepted,
    PublishedCourse,
    PublishedItem,
    PublishedModule,
    PublishedOption,
    PublishedPart,
    PublishedScreen,
)


def option(*, right: bool) -> PublishedOption:
    """One answer to choose."""
    return PublishedOption("…", "…", right, "<p>…</p>")


def item(
    key: int = 1, right: str = "01", kind: str = "single", weight: int = 1, module: int = 1, reread: str = ""
) -> PublishedItem:
    """A question whose options are right where ``right`` has a 1."""
    options = tuple(option(right=each == "1") for each in right)
    return PublishedItem(key, f"t-{key}", module, f"0{module}-bai", kind, weight, "?", "", options, "", reread)


def rows(kind: str, right: str, answers: str = "", key: str = "t-rows") -> PublishedItem:
    """A question with a row for each letter of ``right``; every row offers all letters of ``answers``."""
    offered = answers or "".join(sorted(set(right)))
    options = tuple(
        PublishedOption(letter, letter, letter == wanted, "", part)
        for part, wanted in enumerate(right)
        for letter in offered
    )
    parts = tuple(PublishedPart(f"dòng {part}", f"dòng {part}") for part in range(len(right)))
    return PublishedItem(7, key, 1, "01-bai", kind, 1, "?", "", options, "<p>…</p>", "", parts=parts)


def messages(*natures: str, key: int = 9, spare: str = "", reread: str = "", module: int = 1) -> PublishedItem:
    """Messages of these kinds; each offers a thing to do for genuine ones, one for scams, and perhaps a spare one."""
    offered = dict.fromkeys([*natures, *filter(None, [spare]), "genuine", "scam"])
    options = tuple(
        PublishedOption(nature, nature, nature == wanted, "", part, "" if nature == "neither" else nature)
        for part, wanted in enumerate(natures)
        for nature in offered
    )
    parts = tuple(PublishedPart(f"tin {part}", f"tin {part}") for part in range(len(natures)))
    return PublishedItem(
        key, f"t-{key}", module, f"0{module}-bai", "pair", 1, "?", "", options, "", reread, parts=parts
    )


def typed(*texts: str, number: str = "", tolerance: str = "0", unit: str = "", wrong: str = "") -> PublishedItem:
    """A question that is answered by typing a text, or a number."""
    options = (PublishedOption(wrong, wrong, False, "<p>vì …</p>"),) if wrong else ()
    accepted = Accepted(texts, number, tolerance if number else "", unit)
    kind = "number" if number else "text"
    return PublishedItem(8, "t-typed", 1, "01-bai", kind, 1, "?", "", options, "<p>…</p>", "", accepted=accepted)


def module(
    number: int = 1, screens: int = 2, practice: tuple[PublishedItem, ...] = (), final_draw: int = 2
) -> PublishedModule:
    """A module with screens numbered through the course: 11, 12 in the first, 21, 22 in the second."""
    shown = tuple(
        PublishedScreen(10 * number + at, at, f"Màn hình {number}.{at}", "<p>…</p>") for at in range(1, screens + 1)
    )
    return PublishedModule(
        number, f"0{number}-bai", number, f"Bài {number}", 5, "2026-11-23", "", (), final_draw, shown, practice
    )


def course(*modules: PublishedModule, pass_mark: int = 80) -> PublishedCourse:
    """A course of these modules."""
    return PublishedCourse(1, 1, "khoa", 1, "Khóa", "…", "", "den", ("adult",), 3, pass_mark, 3, 7, 12, 1, modules)

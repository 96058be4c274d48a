"""Solutions leave the lesson they stand in, and the task they solve keeps their name."""

from __future__ import annotations

from datetime import date

from lms.catalogue.archive.apart import apart, solutions
from lms.catalogue.manuscript import Prose
from lms.catalogue.published import PublishedModule, PublishedScreen
from lms.catalogue.render import block

TABLE = """
    | a | b |
    | --- | --- |
    | 1 | 2 |
"""


def module(*texts: str) -> PublishedModule:
    screens = tuple(PublishedScreen(at, at, f"Màn {at}", block(Prose(text, 1), {})) for at, text in enumerate(texts, 1))
    day = date(2026, 11, 27).isoformat()
    return PublishedModule(1, "bai", 1, "Bài", 5, day, "", (), 0, screens, ())


def test_what_a_screen_begins_with_solves_the_task_before() -> None:
    told = apart(
        module("Đố A?", '!!! loi-giai "Giải 1"\n    Là A.\n\nĐố B?', '!!! loi-giai "Giải 2"\n    Là B.\n\nHết.')
    )

    assert [[each.title_html for each in screen.solutions] for screen in told] == [["Giải 1"], ["Giải 2"], []]
    assert [screen.html.strip() for screen in told] == ["<p>Đố A?</p>", "<p>Đố B?</p>", "<p>Hết.</p>"]
    assert [(each.id, each.html.strip()) for each in solutions(told)] == [
        ("bai-loi-giai-1", "<p>Là A.</p>"),
        ("bai-loi-giai-2", "<p>Là B.</p>"),
    ]


def test_what_stands_below_its_task_stays_with_it() -> None:
    told = apart(module("Mở đầu.", 'Đố?\n\n!!! loi-giai "Giải"\n    Là A.\n\nRồi sao?'))

    assert [len(screen.solutions) for screen in told] == [0, 1]
    assert "Là A" not in told[1].html
    assert "Rồi sao" in told[1].html


def test_a_solution_may_hold_a_table_and_the_first_screen_has_none_before_it() -> None:
    (told,) = apart(module(f'!!! loi-giai "Giải"\n{TABLE}\nSau.'))

    assert told.html.strip() == "<p>Sau.</p>"
    assert told.solutions[0].html.count("<div") == told.solutions[0].html.count("</div>") == 1


def test_other_frames_are_left_alone() -> None:
    (told,) = apart(module('!!! nho "Nhớ"\n    Ba điều.'))

    assert told.solutions == ()
    assert "Ba điều" in told.html

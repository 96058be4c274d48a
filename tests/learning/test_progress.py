"""Progress is worked out from what was read and handed in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lms.learning.rules.progress import NOTHING, Kind, Place, State, Work, progress
from tests.learning.made import course, item, module

COURSE = course(module(1, practice=(item(1),)), module(2, practice=(item(2, module=2),)))
BOTH_READ = frozenset({11, 12, 21, 22})
BOTH_DONE = Work(BOTH_READ, {"01-bai", "02-bai"})


def test_a_newcomer_begins_at_the_first_screen() -> None:
    how_far = progress(COURSE, NOTHING)

    assert how_far.place == Place(Kind.SCREEN, "01-bai", 1)
    assert (how_far.done, how_far.total, how_far.lit, how_far.rays) == (0, 5, 0, 3)
    assert [each.state for each in how_far.modules] == [State.NEW, State.NEW]
    assert not how_far.is_begun


def test_reading_goes_on_at_the_first_screen_not_read() -> None:
    how_far = progress(COURSE, Work({11, 21}))

    assert how_far.place == Place(Kind.SCREEN, "01-bai", 2)
    assert [each.state for each in how_far.modules] == [State.BEGUN, State.BEGUN]


def test_after_the_last_screen_come_the_questions() -> None:
    assert progress(COURSE, Work({11, 12})).place == Place(Kind.QUIZ, "01-bai", 0)


def test_questions_go_on_at_the_first_without_an_answer() -> None:
    assert progress(COURSE, Work({11, 12}, open_at={"01-bai": 4})).place == Place(Kind.QUIZ, "01-bai", 4)


def test_a_module_lights_its_ray_when_it_is_read_and_its_questions_are_handed_in() -> None:
    how_far = progress(COURSE, Work({11, 12}, {"01-bai"}))

    assert [each.state for each in how_far.modules] == [State.DONE, State.NEW]
    assert (how_far.done, how_far.lit) == (2, 1)
    assert how_far.place == Place(Kind.SCREEN, "02-bai", 1)


def test_the_final_opens_when_every_module_is_done() -> None:
    assert not progress(COURSE, Work(BOTH_READ, {"01-bai"})).final_is_open
    assert progress(COURSE, BOTH_DONE).final_is_open
    assert progress(COURSE, BOTH_DONE).place == Place(Kind.FINAL, "final", 0)


def test_the_drum_is_full_when_the_course_is_completed_and_not_before() -> None:
    before = progress(COURSE, BOTH_DONE)
    after = progress(COURSE, Work(BOTH_READ, {"01-bai", "02-bai"}, is_completed=True))

    assert (before.lit, before.rays) == (2, 3)
    assert (after.lit, after.rays, after.done, after.remaining) == (3, 3, 5, ())
    assert after.place == Place(Kind.FINISHED)


def test_a_module_without_questions_is_done_when_it_is_read() -> None:
    how_far = progress(course(module(1)), Work({11, 12}))

    assert [each.state for each in how_far.modules] == [State.DONE]
    assert (how_far.done, how_far.total) == (1, 2)


def test_screens_of_another_version_count_for_nothing() -> None:
    assert progress(COURSE, Work({91, 92})) == progress(COURSE, NOTHING)


@given(
    read=st.frozensets(st.sampled_from([11, 12, 21, 22])),
    handed_in=st.frozensets(st.sampled_from(["01-bai", "02-bai"])),
    more=st.sampled_from([11, 12, 21, 22]),
)
def test_doing_more_never_leads_back(read, handed_in, more) -> None:
    before, after = (progress(COURSE, Work(known, handed_in)) for known in (read, read | {more}))

    assert before.done <= after.done <= after.total
    assert before.lit <= after.lit < after.rays

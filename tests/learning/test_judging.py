"""How many scams were let through, and how many genuine messages turned away."""

from __future__ import annotations

from dataclasses import replace

from lms.catalogue.published import PublishedItem
from lms.learning.rules.judging import judge
from lms.learning.rules.responses import right_answer
from tests.learning.made import course, item, messages, module

COURSE = course(module(1), module(2))


def taken(asked: PublishedItem, *natures: str) -> list[int]:
    """Each message taken for one of these kinds."""
    return [
        index
        for index, option in enumerate(asked.options)
        if (option.text == natures[option.part] if option.part < len(natures) else False)
    ]


def counts(*asked: PublishedItem, given: dict[int, list[int]]) -> list[tuple[int, int]] | None:
    judged = judge(COURSE, asked, given)
    return [(tally.mistaken, tally.judged) for tally in (judged.scams, judged.genuine)] if judged else None


def test_who_knows_them_all_misses_none_and_turns_none_away() -> None:
    asked = messages("genuine", "scam", "scam")

    assert counts(asked, given={9: [int(each) for each in right_answer(asked)]}) == [(0, 2), (0, 1)]


def test_who_calls_everything_a_scam_misses_none_and_turns_every_genuine_one_away() -> None:
    asked = messages("genuine", "scam", "genuine", "genuine")

    assert counts(asked, given={9: taken(asked, *["scam"] * 4)}) == [(0, 1), (3, 3)]


def test_who_believes_everything_lets_every_scam_through() -> None:
    asked = messages("scam", "scam", "genuine")

    assert counts(asked, given={9: taken(asked, *["genuine"] * 3)}) == [(2, 2), (0, 1)]


def test_three_genuine_messages_can_be_turned_away_though_no_scam_is_among_them() -> None:
    asked = messages("genuine", "genuine", "genuine")

    assert counts(asked, given={9: taken(asked, "scam", "genuine", "scam")}) == [(0, 0), (2, 3)]


def test_what_is_a_matter_of_neither_does_not_count() -> None:
    asked = messages("neither", "scam", spare="neither")

    assert counts(asked, given={9: taken(asked, "scam", "neither")}) == [(0, 1), (0, 0)]


def test_questions_add_up_and_what_was_not_judged_is_left_out() -> None:
    one, other, left = (messages("genuine", "scam", key=key) for key in (1, 2, 3))

    given = {1: taken(one, "scam", "scam"), 2: taken(other, "genuine", "genuine"), 3: []}

    assert counts(one, other, left, given=given) == [(1, 2), (1, 2)]


def test_nothing_is_told_where_no_message_was_judged() -> None:
    unmarked = messages("neither", "neither")
    plain = replace(messages("genuine", "scam"), kind="matching")

    assert counts(messages("genuine", "scam"), given={}) is None
    assert counts(unmarked, given={9: taken(unmarked, "scam", "genuine")}) is None
    assert counts(plain, given={9: taken(plain, "scam", "scam")}) is None
    assert counts(item(), given={1: [0]}) is None


def test_each_kind_of_mistake_sends_to_the_screens_of_its_own_questions() -> None:
    missed = messages("scam", "scam", key=1, reread="Màn hình 2.1", module=2)
    refused = messages("genuine", "scam", key=2, reread="Màn hình 1.2")

    judged = judge(COURSE, [missed, refused], {1: taken(missed, *["genuine"] * 2), 2: taken(refused, *["scam"] * 2)})

    assert judged
    assert [(each.module.position, [s.title for s in each.screens]) for each in judged.scams.reread] == [
        (2, ["Màn hình 2.1"])
    ]
    assert [(each.module.position, [s.title for s in each.screens]) for each in judged.genuine.reread] == [
        (1, ["Màn hình 1.2"])
    ]

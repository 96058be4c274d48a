"""Who lies under whom after any number of merges: nobody is lost, and a whole merge moves no sum."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lms.places.reorganising.planning import Going, Under, rescoped
from lms.places.rules import added_up

PROVINCE, UNKNOWN = 1, 2


@st.composite
def trees(draw: st.DrawFn) -> tuple[Under, list[int]]:
    """A province with communes and villages, and the communes of it."""
    under: Under = {PROVINCE: {PROVINCE: 0}, UNKNOWN: {UNKNOWN: 0, PROVINCE: 1}}
    communes = list(range(10, 10 + draw(st.integers(2, 6))))
    for commune in communes:
        under[commune] = {commune: 0, PROVINCE: 1}
        for number in range(draw(st.integers(0, 3))):
            village = commune * 10 + number
            under[village] = {village: 0, commune: 1, PROVINCE: 2}
    return under, communes


def merged(under: Under, olds: list[int], new: int) -> Under:
    """The tree after some units have gone into a new one."""
    with_new = under | {new: {new: 0, PROVINCE: 1}}
    return with_new | rescoped(with_new, [Going(old, new, is_part=True) for old in olds], olds)


def sums(under: Under, counts: dict[int, int]) -> dict[int, int]:
    return added_up(counts, {unit: set(above) for unit, above in under.items()}, UNKNOWN)


@given(trees(), st.data())
def test_a_whole_merge_leaves_every_other_sum_as_it_was(made: tuple[Under, list[int]], data: st.DataObject) -> None:
    under, communes = made
    counts = {unit: data.draw(st.integers(1, 9)) for unit in under}
    olds = data.draw(st.lists(st.sampled_from(communes), min_size=1, unique=True))

    after = merged(under, olds, 99)

    before, now = sums(under, counts), sums(after, counts)
    assert now[99] == sum(before[old] for old in olds)
    assert not set(olds) & now.keys()
    assert {unit: now[unit] for unit in before if unit not in olds} == {
        u: n for u, n in before.items() if u not in olds
    }


@given(trees(), st.data())
def test_merging_in_two_steps_is_merging_at_once(made: tuple[Under, list[int]], data: st.DataObject) -> None:
    under, communes = made
    counts = dict.fromkeys(under, 1)
    first = data.draw(st.lists(st.sampled_from(communes), min_size=1, max_size=len(communes) - 1, unique=True))
    rest = [commune for commune in communes if commune not in first]

    stepwise = merged(merged(under, first, 98), [98, *rest], 99)
    at_once = merged(under, communes, 99)

    assert sums(stepwise, counts) == sums(at_once, counts)
    assert all(stepwise[unit] == above for unit, above in at_once.items())


@given(trees(), st.data())
def test_a_split_loses_nobody(made: tuple[Under, list[int]], data: st.DataObject) -> None:
    under, communes = made
    counts = dict.fromkeys(under, 1)
    old, *others = data.draw(st.permutations(communes))
    villages = [unit for unit, above in under.items() if above.get(old) == 1]
    goings = [Going(village, data.draw(st.sampled_from(others)), is_part=False) for village in villages]

    after = under | rescoped(under, [*goings, Going(old, UNKNOWN, is_part=True)], [old])

    now = sums(after, counts)
    assert now[PROVINCE] == len(counts)
    assert now[UNKNOWN] == sums(under, counts)[UNKNOWN] + 1
    assert all(after[going.unit_id][going.to_id] == 1 for going in goings)

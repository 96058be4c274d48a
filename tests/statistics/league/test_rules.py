"""Ranks, their bands and who gets none: the worked examples, ties, and when places would be a matter of chance."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.statistics.league.rules import By, Level, Unranked, in_order, is_chance, league, level, places, wilson
from lms.statistics.rules import Cell, Denominator, Indicator, PopulationStatus, Symbol, UnitRow, shown_tenths

OFFICIAL = PopulationStatus.OFFICIAL


def cell(
    attained: int, population: int | None, symbol: Symbol | None = None, status: PopulationStatus = OFFICIAL
) -> Cell:
    out_of = None if population is None else Denominator(population, "tests", date(2026, 1, 1), status, symbol)
    return Cell(Indicator.ADULT, attained, out_of, 10_000)


def row(code: str, attained: int, population: int | None, symbol: Symbol | None = None) -> UnitRow:
    return UnitRow(code, code, code, cell(attained, population, symbol))


@pytest.mark.parametrize(
    ("attained", "population", "shown"),
    [
        (17_200, 20_000, "85.5-86.5"),
        (545, 570, "93.6-97.0"),
        (18, 20, "69.9-97.2"),
        (12, 12, "75.7-100.0"),
    ],
)
def test_the_intervals_are_those_of_wilson(attained: int, population: int, shown: str) -> None:
    low, high = wilson(attained, population)

    assert f"{100 * low:.1f}-{100 * high:.1f}" == shown


def test_who_shows_the_same_rate_shares_a_rank() -> None:
    found = places([row("a", 90, 100), row("b", 8004, 10_000), row("c", 800, 1000), row("d", 70, 100)])

    assert {code: place.rank for code, place in found.items()} == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_the_band_holds_the_places_at_either_end_of_the_interval() -> None:
    found = places([row("a", 900, 1000), row("b", 80, 100), row("c", 830, 1000), row("d", 300, 1000)])

    assert (found["b"].best, found["b"].rank, found["b"].worst) == (2, 3, 3), "71 to 87: above it is only a"
    assert (found["d"].best, found["d"].worst) == (4, 4)


@pytest.mark.parametrize(
    ("unit", "reason"),
    [
        (cell(29, 29), Unranked.FEW),
        (cell(20, None), Unranked.NO_RATE),
        (cell(31, 30), Unranked.SURPLUS),
        (cell(30, 40, Symbol.CARRIED_FORWARD), Unranked.UNSURE),
        (cell(30, 40, Symbol.SUM_OF_PARTS), Unranked.UNSURE),
        (cell(30, 40, status=PopulationStatus.ESTIMATED), Unranked.UNSURE),
        (cell(30, 30), None),
    ],
)
def test_who_is_not_ranked_and_why(unit: Cell, reason: Unranked | None) -> None:
    table = league([UnitRow("a", "a", "a", unit)], cell(1, 2), {}, {"a": 0})

    assert [found for _, found in table.unranked] == ([reason] if reason else [])
    assert bool(table.standings) == (reason is None)


def test_rests_that_are_no_places_are_not_in_the_table_at_all() -> None:
    rest = UnitRow("rest", "rest", "", cell(30, 40), is_pseudo=True)

    table = league([rest], cell(1, 2), {}, {})

    assert not table.standings
    assert not table.unranked


def test_units_are_ranked_among_their_like_too() -> None:
    rows = [row("w1", 90, 100), row("c1", 80, 100), row("w2", 70, 100), row("c2", 60, 100)]

    table = league(rows, cell(300, 400), {}, {"w1": "ward", "w2": "ward", "c1": "commune", "c2": "commune"})

    among = {one.row.code: one.among_its_like.rank for one in table.standings if one.among_its_like}
    assert among == {"w1": 1, "w2": 2, "c1": 1, "c2": 2}


def test_where_all_are_alike_there_is_one_rank() -> None:
    table = league([row("a", 90, 100), row("b", 80, 100)], cell(170, 200), {}, {"a": 0, "b": 0})

    assert all(one.among_its_like is None for one in table.standings)


def test_large_units_that_differ_are_ranked_and_small_ones_that_do_not_are_in_levels() -> None:
    far = [row(f"{number:02d}", 6000 + 250 * number, 10_000) for number in range(12)]
    near = [row(f"{number:02d}", 380 + number, 400) for number in range(12)]

    assert not league(far, cell(75, 100), {}, {one.code: 0 for one in far}).in_levels
    assert league(near, cell(96, 100), {}, {one.code: 0 for one in near}).in_levels


def test_a_level_is_told_only_where_chance_does_not_explain_it() -> None:
    of_all = cell(8_600, 10_000)

    assert level(cell(545, 570), of_all) is Level.ABOVE
    assert level(cell(18, 20), of_all) is Level.LEVEL
    assert level(cell(700, 1000), of_all) is Level.BELOW


def test_the_band_of_the_middle_decides() -> None:
    assert not is_chance([])
    assert is_chance(list(places([row("a", 50, 100)]).values()))


def test_what_is_missing_and_what_came_in_order_it_as_well() -> None:
    rows = [row("a", 9000, 10_000), row("b", 80, 100), row("c", 700, 1000)]

    table = league(rows, cell(9780, 11_100), {"a": 5, "b": 9, "c": 7}, {one.code: 0 for one in rows})

    ordered = {by: "".join(one.row.code for one in in_order(table, by)) for by in By}
    assert ordered[By.MISSING] == "acb"
    assert ordered[By.GAIN] == "bca"


figures = st.integers(30, 5_000).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))


@given(st.lists(figures, min_size=1, max_size=12))
def test_a_rank_lies_in_its_band_and_the_band_in_the_table(units: list[tuple[int, int]]) -> None:
    rows = [row(str(number), *unit) for number, unit in enumerate(units)]

    found = places(rows)

    assert all(1 <= place.best <= place.rank <= place.worst <= len(rows) for place in found.values())
    best = max(shown_tenths(*unit) for unit in units)
    assert all((found[one.code].rank == 1) == (one.cell.tenths == best) for one in rows)


@given(figures)
def test_the_rate_lies_in_its_interval(unit: tuple[int, int]) -> None:
    low, high = wilson(*unit)

    assert low <= unit[0] / unit[1] + 1e-12
    assert high >= unit[0] / unit[1] - 1e-12

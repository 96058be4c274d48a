"""What the public is told gives nobody away: the examples, every small case by trying all counts, random provinces."""

from __future__ import annotations

import ast
from dataclasses import replace
from itertools import product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.config import ROOT
from lms.places.rules import Kind
from lms.statistics.out.audit import audit_csv, audit_jsonstat, possible
from lms.statistics.out.inference import Count, Tree
from lms.statistics.out.jsonstat import as_jsonstat
from lms.statistics.out.publishing import NotSafe, public, suppressed
from lms.statistics.out.rows import Dataset, Mark, Row, Unit
from lms.statistics.out.suppression import coded, told
from lms.statistics.out.tidy import as_csv
from lms.statistics.rules import Indicator
from tests.statistics.out.invented import PERIOD, figure, province

ADULT, STAFF = Indicator.ADULT, Indicator.PUBLIC_SECTOR
TOP = Unit("25", "Tỉnh", Kind.PROVINCE, "")


def table(**parts: tuple[int, int]) -> Dataset:
    """A province whose communes are v1, v2 … with so many attained of so many."""
    units = [(Unit(name, name, Kind.COMMUNE, "25"), *counts) for name, counts in parts.items()]
    rows = [figure(unit, ADULT, *counts) for unit, *counts in units]
    whole = figure(TOP, ADULT, sum(each[1] for each in units), sum(each[2] for each in units))
    return Dataset(PERIOD, TOP, (whole, *rows))


def rates(data: Dataset) -> dict[str, str]:
    return {row.unit.code: row.rate for row in data.rows}


def test_e28_a_bound_that_could_be_worked_out_takes_another_cell_with_it() -> None:
    given_ = table(v1=(60, 100), v2=(78, 80), v3=(200, 300))

    assert rates(public(given_)) == {"25": "70,4", "v1": "[c]", "v2": "≥ 93,7", "v3": "66,7"}
    assert possible(as_csv(public(given_))) == {("v1", "adult"): (59, 63), ("v2", "adult"): (75, 79)}


def test_e28c_everybody_harms_nobody() -> None:
    given_ = table(v1=(100, 100), v2=(80, 80), v3=(300, 300))

    assert rates(public(given_)) == {"25": "100,0", "v1": "100,0", "v2": "100,0", "v3": "100,0"}


def test_of_a_coded_cell_nothing_else_tells_the_count() -> None:
    row = next(row for row in public(table(v1=(60, 100), v2=(78, 80), v3=(200, 300))).rows if row.unit.code == "v2")

    assert (row.attained, row.missing, row.population, row.is_met) == (None, None, 80, None)
    assert row.marks == (Mark.AT_LEAST,)


@pytest.mark.parametrize(
    ("attained", "people", "rate"),
    [(10, 19, "[c]"), (19, 19, "[c]"), (20, 20, "100,0"), (5, 100, "≤ 5,0"), (5, 96, "≤ 5,3"), (0, 100, "≤ 5,0"),
     (6, 100, "6,0"), (95, 100, "≥ 95,0"), (94, 100, "94,0"), (120, 100, "100,0†"), (0, 0, "[z]"), (2, 3, "[c]")],
)  # fmt: skip
def test_what_is_kept_back_of_a_cell_for_its_own_sake(attained: int, people: int, rate: str) -> None:
    rest = {f"w{number}": (500, 1000) for number in range(3)}
    neighbours = {"n1": (12, 17), "n2": (9, 18)}  # coded themselves, so that nothing can be worked out

    assert rates(suppressed(table(v=(attained, people), **neighbours, **rest)))["v"] == rate


def test_where_nobody_knows_how_many_there_are_a_small_count_is_kept_back_too() -> None:
    """The villages without a population would else add up to the count of their commune."""
    commune = Unit("08770", "", Kind.COMMUNE, "25")
    villages = [Unit(f"08770.0{n}", "", Kind.VILLAGE, "08770") for n in (1, 2)]
    rest = Unit("08770.CXD", "", Kind.UNKNOWN, "08770")
    rows = (
        figure(TOP, ADULT, 3, 900),
        figure(commune, ADULT, 3, 900),
        *(figure(unit, ADULT, attained, None) for unit, attained in zip(villages, (2, 0), strict=True)),
        figure(rest, ADULT, 1, None),
    )
    told_ = public(Dataset(PERIOD, TOP, rows))

    assert rates(told_) == {"25": "≤ 0,6", "08770": "≤ 0,6", "08770.01": "[c]", "08770.02": "[c]", "08770.CXD": "[z]"}
    assert next(row for row in told_.rows if row.unit == rest).attained == 1


def test_so_few_people_are_not_told_either() -> None:
    data = suppressed(table(v=(2, 3), w=(5, 18), x=(500, 1000)))

    assert next(row for row in data.rows if row.unit.code == "v").population is None


def test_those_beside_so_few_people_are_safe_from_whoever_subtracts() -> None:
    """Their number follows from the others': it is as if it were told, and whoever is beside them is coded for that."""
    told_ = public(table(v=(2, 3), w=(5, 18), x=(500, 1000)))

    assert rates(told_)["x"] == "[c]"
    assert possible(as_csv(told_))["v", "adult"] == (0, 3)
    assert possible(as_csv(told_))["w", "adult"] == (0, 18)


def test_a_commune_cannot_be_worked_out_from_its_villages() -> None:
    """The province tells a bound of the commune; its villages, all shown, would add up to the count."""
    commune, other = (Unit(code, code, Kind.COMMUNE, "25") for code in ("08500", "08770"))
    villages = [Unit(f"08500.0{n}", "", Kind.VILLAGE, "08500") for n in (1, 2)]
    rows = (
        figure(TOP, ADULT, 1598, 2000),
        figure(commune, ADULT, 998, 1000),
        figure(other, ADULT, 600, 1000),
        figure(villages[0], ADULT, 400, 400),
        figure(villages[1], ADULT, 598, 600),
    )
    told_ = public(Dataset(PERIOD, TOP, rows))

    assert rates(told_)["08500"].startswith(("≥", "[c]"))
    assert all(high - low >= 4 for low, high in possible(as_csv(told_)).values())


def test_villages_are_told_of_adults_and_vneid_only() -> None:
    data = public(province(1, 0.84, villages=300))

    of_villages = {row.indicator for row in data.rows if row.unit.level is Kind.VILLAGE}
    assert of_villages == {Indicator.ADULT, Indicator.VNEID}
    assert {row.indicator for row in data.rows if row.unit.level is Kind.COMMUNE} == set(Indicator)


def test_figures_are_never_changed_only_kept_back() -> None:
    before = province(5, 0.97, villages=600)
    kept = {(row.unit.code, row.indicator): row for row in before.rows}

    for row in public(before).rows:
        original = kept[row.unit.code, row.indicator]
        if not row.is_coded:
            assert row == original
        elif row.tenths is not None and original.attained is not None and original.population:
            exact = 1000 * original.attained / original.population
            assert row.tenths <= exact if Mark.AT_LEAST in row.marks else row.tenths >= exact


@pytest.mark.parametrize("rate", [0.01, 0.84, 0.997, 0.9995])
def test_five_thousand_villages_keep_their_secrets(rate: float) -> None:
    data = province(11, rate, villages=5000)

    assert audit_csv(as_csv(suppressed(data))) == []


def test_without_the_second_step_counts_could_be_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lms.statistics.out.suppression._Plan.hide_near", lambda *_: False)

    with pytest.raises(NotSafe) as refused:
        public(province(11, 0.84, villages=2000))

    assert len([one for one in refused.value.complaints if "chỉ có thể" in one]) >= 10


Parts = st.lists(st.tuples(st.integers(0, 26), st.integers(0, 26)).map(lambda two: (min(two), max(two))), max_size=3)
Trees = st.tuples(st.lists(Parts, min_size=1, max_size=3), st.sampled_from([1, 4]))
MOST_WAYS = 20_000


def counts_of(tree: list[list[tuple[int, int]]], scale: int) -> dict[str, Count]:
    """A top, under it communes, under some of them villages."""
    cells = []
    for place, parts in enumerate(tree):
        below = [(attained * scale, people * scale) for attained, people in parts]
        attained, people = (sum(column) for column in zip(*(below or [(30, 60)]), strict=True))
        cells.append(Count(f"{place}", "t", attained, people))
        cells += [Count(f"{place}.{n}", f"{place}", *one) for n, one in enumerate(below)]
    communes = [cell for cell in cells if cell.parent == "t"]
    cells.append(Count("t", "", sum(one.attained for one in communes), sum(one.population or 0 for one in communes)))
    return {cell.key: cell for cell in cells}


@settings(max_examples=150, deadline=None)
@given(Trees)
def test_small_trees_are_safe_by_trying_every_count(given_: tuple[list[list[tuple[int, int]]], int]) -> None:
    """Every way to fill the hidden cells that fits what is told: each has five values or more, or all that its few people
    allow, and the rule knows them. Every population is taken as known.
    """
    counts = counts_of(*given_)
    codes = coded(counts.values())
    ranges = {key: told(cell, codes.get(key)) for key, cell in counts.items()}

    known = Tree(counts).inferred(ranges).ranges

    for key in codes:
        assert known[key][1] - known[key][0] >= min(4, counts[key].population or 0), (key, codes)
        assert known[key][0] <= counts[key].attained <= known[key][1]
    leaves = [key for key in counts if not any(cell.parent == key for cell in counts.values())]
    if prod(ranges[key][1] - ranges[key][0] + 1 for key in leaves) <= MOST_WAYS:
        assert tried(counts, leaves, ranges) == {key: set(range(low, high + 1)) for key, (low, high) in known.items()}


def tried(counts: dict[str, Count], leaves: list[str], ranges: dict[str, tuple[int, int]]) -> dict[str, set[int]]:
    """The values each cell has in any of the ways."""
    seen: dict[str, set[int]] = {key: set() for key in counts}
    for way in product(*(range(ranges[key][0], ranges[key][1] + 1) for key in leaves)):
        filled = dict(zip(leaves, way, strict=True))
        for key in counts:  # communes come before the top
            if key not in filled:
                filled[key] = sum(filled[cell.key] for cell in counts.values() if cell.parent == key)
        if all(low <= filled[key] <= high for key, (low, high) in ranges.items()):
            for key, value in filled.items():
                seen[key].add(value)
    return seen


def spoiled(data: Dataset, **changed: object) -> Dataset:
    """The dataset with something changed in its first coded row below the top."""
    at = next(place for place, row in enumerate(data.rows) if row.is_coded and row.unit.parent)
    rows: list[Row] = list(data.rows)
    rows[at] = replace(rows[at], **changed)
    return replace(data, rows=tuple(rows))


@pytest.mark.parametrize(
    "changed",
    [
        {"attained": 78},
        {"missing": 2},
        {"tenths": 975},
        {"tenths": 975, "marks": ()},
        {"missing": 2, "marks": ()},
        {"marks": (Mark.AT_LEAST, Mark.CONFIDENTIAL)},
        {"attained": 60, "tenths": 600, "marks": ()},
    ],
)
def test_the_audit_finds_what_was_told_by_mistake(changed: dict[str, object]) -> None:
    safe = public(table(v2=(78, 80), v1=(60, 100), v3=(200, 300)))
    bad = spoiled(safe, **changed)

    assert audit_csv(as_csv(safe)) == audit_jsonstat(as_jsonstat(safe)) == []
    assert audit_csv(as_csv(bad))
    assert audit_jsonstat(as_jsonstat(bad))


def test_the_audit_finds_a_village_that_must_not_be_told() -> None:
    data = province(1, 0.84, villages=200)
    village = next(row.unit for row in data.rows if row.unit.level is Kind.VILLAGE)
    safe = public(data)
    bad = replace(safe, rows=(*safe.rows, figure(village, STAFF, 300, 600)))

    assert any("không công bố đến thôn" in one for one in audit_csv(as_csv(bad)))
    assert any("không công bố đến thôn" in one for one in audit_jsonstat(as_jsonstat(bad)))


def test_the_audit_shares_no_code_with_what_it_judges() -> None:
    tree = ast.parse((ROOT / "lms/statistics/out/audit.py").read_text("utf-8"))
    modules = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert not {name for name in modules if name.split(".")[0] in ("lms", "tests")}

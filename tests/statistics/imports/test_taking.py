"""Targets, populations and required sets come from files: all or nothing, twice is once, every fault has its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.statistics.imports.actions import (
    Imported,
    Unconfirmed,
    import_populations,
    import_required_sets,
    import_targets,
    preview,
    take,
)
from lms.statistics.imports.commands import REQUIRED_SETS, TARGETS
from lms.statistics.imports.models import What
from lms.statistics.imports.rules import Verdict
from lms.statistics.models import Population, RequiredSet, Target
from lms.statistics.queries.targets import target_for, targets
from lms.statistics.rules import Indicator
from lms.tables.reading import BadFile
from tests.builders import NOON, World
from tests.statistics.imports.files import populations, workbook

Write = Callable[[str], Path]
POPULATION = "indicator,year,unit_code,value,reference_date,source,status\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A file with these words."""

    def make(words: str) -> Path:
        file = tmp_path / "file.csv"
        file.write_text(words, encoding="utf-8")
        return file

    return make


@pytest.mark.usefixtures("world")
def test_the_plan_has_eleven_targets_and_none_for_primary_pupils_in_2025(db: Session) -> None:
    import_targets(db, TARGETS, NOON)

    of_pupils = db.scalars(select(Target.year).where(Target.indicator == Indicator.PRIMARY_PUPIL)).all()
    assert db.scalar(select(func.count()).select_from(Target)) == 11
    assert of_pupils == [2026]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("act", "file"), [(import_targets, TARGETS), (import_required_sets, REQUIRED_SETS)], ids=["targets", "sets"]
)
def test_taking_our_own_file_twice_changes_nothing(db: Session, act: Callable[..., Imported], file: Path) -> None:
    first = act(db, file, NOON)

    assert act(db, file, NOON) == Imported(0, 0, first.new)


def test_a_changed_population_is_a_new_version_and_the_old_one_stays(db: Session, world: World, write: Write) -> None:
    import_populations(db, write(POPULATION + "adult,2026,08500,100,2026-01-01,A,official\n"), NOON)

    again = import_populations(db, write(POPULATION + "adult,2026,08500,120,2026-06-01,B,official\n"), NOON)

    values = db.execute(
        select(Population.version, Population.value)
        .where(Population.org_unit_id == world.lam_thao)
        .order_by(Population.version)
    ).all()
    assert again == Imported(0, 1, 0)
    assert [tuple(row) for row in values] == [(1, 100), (2, 120)]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("adult,2026,99999,100,2026-01-01,A,official", "không có đơn vị"),
        ("adults,2026,08500,100,2026-01-01,A,official", "indicator"),
        ("adult,26,08500,100,2026-01-01,A,official", "năm"),
        ("adult,2026,08500,-1,2026-01-01,A,official", "số người"),
        ("adult,2026,08500,85.5,2026-01-01,A,official", "phần trăm"),
        ("adult,2026,08500,85%,2026-01-01,A,official", "phần trăm"),
        ("adult,2026,08500,100,1/1/2026,A,official", "reference_date"),
        ("adult,2026,08500,100,2026-01-01,,official", "source"),
        ("adult,2026,08500,100,2026-01-01,A,sure", "status"),
        ("adult,2026,08770,1,2026-01-01,A,official", "đã có ở dòng 2"),
        ("adult,2026,8770,1,2026-01-01,A,official", "đã có ở dòng 2"),
        ("adult,2026,Tổng số,51,,,", "dòng tổng ghi 51 người nhưng các dòng cộng lại là 50 người"),
    ],
)
@pytest.mark.usefixtures("world")
def test_a_faulty_row_is_named_and_nothing_is_taken(db: Session, write: Write, row: str, fault: str) -> None:
    good = "adult,2026,08770,50,2026-01-01,A,official\n"

    with pytest.raises(BadFile) as refused:
        import_populations(db, write(POPULATION + good + row + "\n"), NOON)

    assert len(refused.value.complaints) == 1
    assert refused.value.complaints[0].startswith("dòng 3")
    assert fault in refused.value.complaints[0]
    assert db.scalar(select(func.count()).select_from(Population)) == 0


@pytest.mark.usefixtures("world")
def test_thousands_may_be_written_with_points(db: Session, write: Write) -> None:
    import_populations(db, write(POPULATION + "adult,2026,08500,1.234.567,2026-01-01,A,official\n"), NOON)

    assert db.scalars(select(Population.value)).one() == 1_234_567


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("percent", ["101", "-5", "80.123", "tám mươi"])
def test_a_target_is_a_percentage(db: Session, write: Write, percent: str) -> None:
    file = write(f"indicator,year,unit_code,percent,plan,plan_date,source\nadult,2026,25,{percent},P,2025-05-08,S\n")

    with pytest.raises(BadFile, match="percent «"):
        import_targets(db, file, NOON)


@pytest.mark.usefixtures("world")
def test_a_set_with_other_courses_follows_the_old_one(db: Session, write: Write) -> None:
    head = "indicator,name,courses,valid_from,source\n"
    import_required_sets(db, write(head + "adult,basic,a,2025-07-01,S\n"), NOON)

    import_required_sets(db, write(head + "adult,basic,a b,2026-07-01,S\n"), NOON)

    days = db.execute(select(RequiredSet.valid_from, RequiredSet.valid_to).order_by(RequiredSet.id)).all()
    assert [(str(start), str(end)) for start, end in days] == [("2025-07-01", "2026-07-01"), ("2026-07-01", "None")]


@pytest.mark.usefixtures("world")
def test_the_dry_run_names_every_row_and_takes_nothing(db: Session) -> None:
    take(db, What.POPULATIONS, populations("adult,2026,08500,100", "adult,2026,08770,50"), "a.csv", NOON)

    seen = preview(
        db,
        What.POPULATIONS,
        populations("adult,2026,08500,100", "adult,2026,08770,60", "adult,2026,25,9000", "adult,2026,99999,1"),
        NOON,
    )

    assert [row.verdict for row in seen.rows] == [Verdict.SAME, Verdict.CHANGED, Verdict.NEW, Verdict.WRONG]
    assert "50 người thành 60 người" in seen.rows[1].sentence
    assert "99999" in seen.rows[3].sentence
    assert db.scalar(select(func.count()).select_from(Population)) == 2


@pytest.mark.usefixtures("world")
def test_a_total_that_agrees_is_not_kept(db: Session) -> None:
    content = populations("adult,2026,08500,100", "adult,2026,08770,50", "adult,2026,Tổng cộng,150")

    take(db, What.POPULATIONS, content, "a.csv", NOON)

    assert db.scalar(select(func.count()).select_from(Population)) == 2


@pytest.mark.usefixtures("world")
def test_last_years_file_is_taken_only_by_somebody_who_means_it(db: Session) -> None:
    last = populations(*[f"adult,2025,{code},100,2025-12-01,A,official" for code in ("08500", "08770")])
    again = populations(*[f"adult,2026,{code},100,2026-06-01,B,official" for code in ("08500", "08770")])
    take(db, What.POPULATIONS, last, "2025.csv", NOON)

    with pytest.raises(Unconfirmed) as odd:
        take(db, What.POPULATIONS, again, "2026.csv", NOON)

    assert "tệp năm trước" in odd.value.warnings[0]
    assert take(db, What.POPULATIONS, again, "2026.csv", NOON, confirmed=True).new == 2


@pytest.mark.usefixtures("world")
def test_a_workbook_is_taken_like_a_csv(db: Session) -> None:
    content = workbook(
        [
            ["Chỉ tiêu", "Năm", "Mã đơn vị", "Số người", "Ngày số liệu", "Nguồn", "Tình trạng"],
            ["I4", 2026, 8500, 1234, "2026-01-01", "Cục Thống kê", "chính thức"],
        ]
    )

    take(db, What.POPULATIONS, content, "so-lieu.xlsx", NOON)

    found = db.scalars(select(Population)).one()
    assert (found.indicator, found.value, found.status) == (Indicator.ADULT, 1234, "official")


def test_a_target_may_be_a_number_of_people_of_its_unit_alone(db: Session, world: World, write: Write) -> None:
    head = "indicator,year,unit_code,percent,people,plan,plan_date,source\n"
    import_targets(db, write(head + "adult,2026,25,80,,P,2025-05-08,S\nadult,2026,08500,,120,P,2025-05-08,S\n"), NOON)

    found = targets(db, 2026)
    of_village = target_for(found, Indicator.ADULT, [world.village_1, world.lam_thao, world.province])
    of_commune = target_for(found, Indicator.ADULT, [world.lam_thao, world.province])
    assert (of_village.basis_points, of_commune.people) == (8000, 120)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("aim", ["80,120", ",", ",-1", ",50%"])
def test_a_target_is_one_of_the_two(db: Session, write: Write, aim: str) -> None:
    head = "indicator,year,unit_code,percent,people,plan,plan_date,source\n"

    with pytest.raises(BadFile):
        import_targets(db, write(head + f"adult,2026,25,{aim},P,2025-05-08,S\n"), NOON)

"""Who issues: the default body, or the nearest one appointed up the tree; each with a book of its own."""

from __future__ import annotations

import struct
import zlib
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lms.certificates.actions import issue
from lms.certificates.appointing import ensure_issuer
from lms.certificates.issuers import PHU_THO, BadIssuer, IssuerFile, read_issuer
from lms.certificates.models import Certificate, Issuer
from lms.certificates.queries import issuer_for, logo, setup_complaints
from lms.certificates.rules import Statement
from lms.clock import local_date
from lms.db import Database
from lms.people.models import Person
from tests.builders import NOON, World
from tests.conftest import rows

HOST = "https://hoc.example.vn"
TODAY = local_date(NOON)
NEW_YEARS_EVE = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
"""23:59 in Việt Nam."""
NEW_YEAR = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
COMMUNE = """
confirmed = true
key = "xa-lam-thao"
unit = "08500"
superior = "Ủy ban nhân dân tỉnh Phú Thọ"
name = "Ủy ban nhân dân xã Lâm Thao"
place = "Lâm Thao"
number_format = "{number:02d}/{year}/GCN-UBND"
signatory_title = "TM. Ủy ban nhân dân\\nKT. Chủ tịch\\nPhó Chủ tịch"
"""

Completes = Callable[..., Statement]
Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """A file of the commune's issuer with more lines."""

    def write(more: str = "", text: str = COMMUNE) -> Path:
        file = tmp_path / "xa.toml"
        file.write_text(text + more, "utf-8")
        return file

    return write


@pytest.fixture
def commune(written: Write) -> IssuerFile:
    return read_issuer(written(), HOST)


def issuing(database: Database, unit_id: int) -> str:
    with database.reading() as db:
        found = issuer_for(db, unit_id, TODAY)
        assert found is not None
        return found.key


def test_without_an_appointment_the_default_issues(database: Database, world: World) -> None:
    assert issuing(database, world.village_1) == "tests"


def test_a_commune_issues_for_its_villages_and_for_nobody_else(
    database: Database, world: World, commune: IssuerFile
) -> None:
    with database.transaction() as db:
        ensure_issuer(db, commune, NOON, "08500")

    assert {issuing(database, unit) for unit in (world.lam_thao, world.village_1, world.village_2)} == {"xa-lam-thao"}
    assert {issuing(database, unit) for unit in (world.province, world.tho_tang, world.offices)} == {"tests"}


def test_the_nearest_one_up_the_tree_issues(database: Database, world: World, commune: IssuerFile) -> None:
    with database.transaction() as db:
        ensure_issuer(db, replace(commune, key="tinh"), NOON, "25")
        ensure_issuer(db, commune, NOON, "08500")
        ensure_issuer(db, replace(commune, key="khu"), NOON, "08500.01")

    said = [issuing(database, unit) for unit in (world.tho_tang, world.lam_thao, world.village_2, world.village_1)]
    assert said == ["tinh", "xa-lam-thao", "xa-lam-thao", "khu"]


def test_one_issuer_may_stand_for_several_units_and_be_replaced(
    database: Database, world: World, commune: IssuerFile
) -> None:
    with database.transaction() as db:
        ensure_issuer(db, commune, NOON, "08500")
        ensure_issuer(db, commune, NOON, "08770")
        ensure_issuer(db, replace(commune, key="another"), NOON, "08770")

    assert (issuing(database, world.lam_thao), issuing(database, world.tho_tang)) == ("xa-lam-thao", "another")
    assert rows(database, "SELECT key FROM issuer WHERE is_default") == [("tests",)]


def test_appointing_the_default_leaves_it_the_default(database: Database, world: World, commune: IssuerFile) -> None:
    with database.transaction() as db:
        ensure_issuer(db, commune, NOON)
        ensure_issuer(db, commune, NOON, "08500")

    assert rows(database, "SELECT key FROM issuer WHERE is_default") == [("xa-lam-thao",)]


def test_a_unit_that_is_not_there_gets_no_issuer(database: Database, world: World, commune: IssuerFile) -> None:
    with pytest.raises(BadIssuer, match="99999"), database.transaction() as db:
        ensure_issuer(db, commune, NOON, "99999")


def test_the_commune_stands_on_the_paper(
    database: Database, world: World, commune: IssuerFile, completes: Completes
) -> None:
    with database.transaction() as db:
        ensure_issuer(db, commune, NOON, "08500")
        facts = issue(db, completes(world.an), NOON).facts

    assert (facts.issuer, facts.number) == ("Ủy ban nhân dân xã Lâm Thao", "01/2026/GCN-UBND")
    assert facts.place_and_date == "Lâm Thao, ngày 23 tháng 11 năm 2026"
    assert facts.signatory_title.splitlines()[-1] == "Phó Chủ tịch"
    assert facts.signatory_name == ""


def test_a_server_is_told_of_an_appointed_issuer_whose_codes_lead_elsewhere(
    database: Database, world: World, commune: IssuerFile
) -> None:
    with database.transaction() as db:
        ensure_issuer(db, replace(commune, details=replace(commune.details, check_at="https://cu.vn")), NOON, "08500")

    with database.reading() as db:
        assert [complaint for complaint in setup_complaints(db, HOST) if "xa-lam-thao" in complaint]


def test_two_issuers_and_twenty_threads_leave_no_gap_around_new_year(
    database: Database, world: World, commune: IssuerFile, completes: Completes
) -> None:
    with database.transaction() as db:
        ensure_issuer(db, commune, NOON, "08500")
        people = [
            Person(name=f"Người {n}", folded_name="", sort_key="", birth_year=1960, created_at=NOON) for n in range(80)
        ]
        db.add_all(people)
        db.flush()
        keys = [person.id for person in people]

    def certify(task: int) -> tuple[int, int, int]:
        unit = world.village_1 if task % 2 else world.village_3
        at = NEW_YEARS_EVE if task % 4 < 2 else NEW_YEAR
        with database.transaction() as db:
            made = issue(db, completes(world.an, person_id=keys[task], org_unit_id=unit), at)
            return made.issuer_id, made.year, made.number

    books = defaultdict(list)
    with ThreadPoolExecutor(20) as threads:
        for issuer_id, year, number in threads.map(certify, range(80)):
            books[issuer_id, year].append(number)

    assert len(books) == 4
    assert {tuple(sorted(numbers)) for numbers in books.values()} == {tuple(range(1, 21))}


# --- What the file says -----------------------------------------------------------------------------------------------


def png(*, alpha: bool = False) -> bytes:
    """A picture of one pixel."""
    pixel = b"\0" + (b"\xff\0\0\x80" if alpha else b"\xff\0\0")
    parts = (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 6 if alpha else 2, 0, 0, 0)), (b"IDAT", zlib.compress(pixel))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (*parts, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_a_name_may_be_missing_and_a_title_may_not(written: Write) -> None:
    assert read_issuer(written(), HOST).details.signatory_name == ""
    untitled = "\n".join(line for line in COMMUNE.splitlines() if "signatory_title" not in line)
    with pytest.raises(BadIssuer, match="thiếu signatory_title"):
        read_issuer(written(text=untitled), HOST)


def test_the_movement_is_a_line_like_any_other(written: Write) -> None:
    assert read_issuer(written(), HOST).details.movement == "Phong trào Bình dân học vụ số"
    assert read_issuer(written('movement = ""\n'), HOST).details.movement == ""


def test_english_lines_are_read_and_wrong_ones_named(written: Write) -> None:
    assert read_issuer(written('[english]\nname = "Lam Thao"\n'), HOST).details.english == {"name": "Lam Thao"}
    with pytest.raises(BadIssuer, match="nation"):
        read_issuer(written('[english]\nnation = "Viet Nam"\n'), HOST)


def test_a_template_nobody_published_is_refused(database: Database, world: World, written: Write) -> None:
    with pytest.raises(BadIssuer, match="rieng"), database.transaction() as db:
        ensure_issuer(db, read_issuer(written('template = "rieng"\n'), HOST), NOON)


def test_a_logo_is_kept_and_stands_in_the_facts(
    database: Database, world: World, written: Write, tmp_path: Path, completes: Completes
) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    with database.transaction() as db:
        ensure_issuer(db, read_issuer(written('logo = "logo.png"\nlogo_alt = "Biểu tượng của xã"\n'), HOST), NOON)
        facts = issue(db, completes(world.an), NOON).facts
        assert logo(db, facts.logo) == png()
        assert facts.logo_alt == "Biểu tượng của xã"

    assert isinstance(rows(database, "SELECT count(*) FROM issuer_logo")[0][0], int)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("logo.png", png(alpha=True), "trong suốt"),
        ("logo.png", b"GIF89a", "không phải tệp PNG"),
        ("logo.png", png() + b"\0" * 200_001, "nặng quá"),
        ("logo.gif", b"GIF89a", "phải là tệp"),
        ("logo.svg", b"<html>", "không phải tệp SVG"),
        ("logo.svg", b'<svg><image href="http://127.0.0.1:9/x"/></svg>', "ở nơi khác"),
        ("logo.svg", b"<svg><style>@import 'x'</style></svg>", "ở nơi khác"),
        ("logo.svg", b'<svg><g opacity=".5"/></svg>', "trong suốt"),
        ("logo.png", None, "không đọc được"),
        ("../logo.png", None, "đặt cạnh"),
    ],
)
def test_a_picture_that_would_not_print_is_refused(
    written: Write, tmp_path: Path, name: str, content: bytes | None, complaint: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(BadIssuer, match=complaint):
        read_issuer(written(f'logo = "{name}"\nlogo_alt = "Biểu tượng"\n'), HOST)


def test_a_logo_nobody_describes_is_refused(written: Write, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())

    with pytest.raises(BadIssuer, match="thiếu logo_alt"):
        read_issuer(written('logo = "logo.png"\n'), HOST)


def test_the_file_of_phu_tho_may_be_used_with_every_line_uncommented(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    file = tmp_path / "issuer.toml"
    file.write_text(PHU_THO.read_text("utf-8").replace("\n#", "\n").replace("\n ", "\n# "), "utf-8")

    assert read_issuer(file, HOST).details.english["place"] == "Phu Tho"


def test_what_was_issued_keeps_its_issuer(
    database: Database, world: World, commune: IssuerFile, ans: Certificate
) -> None:
    with database.transaction() as db:
        ensure_issuer(db, commune, NOON, "08500")

    with database.reading() as db:
        kept = db.get_one(Certificate, ans.id)
        assert (db.get_one(Issuer, kept.issuer_id).key, kept.facts) == ("tests", ans.facts)

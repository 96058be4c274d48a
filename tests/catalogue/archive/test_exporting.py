"""What goes out comes back: from a folder or from what is published, byte for byte."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from lms.catalogue.actions import publish
from lms.catalogue.archive import sources
from lms.catalogue.archive.importing import import_course
from lms.catalogue.archive.names import is_archive
from lms.catalogue.archive.packing import gathered, packed
from lms.catalogue.archive.reading import unpacked
from lms.catalogue.commands import group
from lms.config import ROOT
from lms.db import Database
from lms.problems import NotFound
from tests.builders import NOON
from tests.conftest import rows
from tests.courses import write_tiny_course

_FOLDERS = st.sampled_from(["", "01-bai/", "02-bai/", "01-bai/audio/", "01-bai/audio/vi/", "hinh.md/"])
_NAMES = st.builds(
    "".join, st.tuples(_FOLDERS, st.sampled_from("ab9"), st.sampled_from([".md", ".svg", ".mp3", "._.md"]))
)


@given(st.dictionaries(_NAMES, st.binary(max_size=20).filter(lambda content: not is_archive(content))))
@settings(max_examples=40, deadline=None)
def test_what_is_packed_unpacked_and_packed_again_is_the_same(files: dict[str, bytes]) -> None:
    first = packed("khoa", {"course.md": b"---\n", **files})

    with unpacked(BytesIO(first)) as folder:
        again = packed("khoa", gathered(folder).files)

    assert again == first


@pytest.mark.parametrize("slug", ["dich-vu-cong", "an-toan-so"])
def test_a_course_comes_back_byte_for_byte(slug: str, tmp_path: Path) -> None:
    first = packed(slug, gathered(ROOT / "courses" / slug).files)

    imported = import_course(BytesIO(first), tmp_path)

    assert packed(slug, gathered(imported.folder).files) == first


def test_the_bytes_do_not_depend_on_days_and_rights(tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    first = packed("tiny", gathered(folder).files)
    (folder / "final.md").chmod(0o755)
    (folder / "course.md").touch()

    assert packed("tiny", gathered(folder).files) == first


def test_what_does_not_belong_to_the_course_stays_behind(tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    before = set(gathered(folder).files)
    (folder / "_nhap.md").write_text("x", "utf-8")
    (folder / "bang.xlsx").write_text("x", "utf-8")
    (folder / "big.md").write_text("x" * 100_001, "utf-8")
    (tmp_path / "secret.md").write_text("x", "utf-8")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "sach.png").write_bytes(b"PK\x03\x04")
    (folder / "LICENSE").write_text("x", "utf-8")

    found = gathered(folder)

    assert set(found.files) - before == {"LICENSE"}
    assert found.left_out == ("bang.xlsx", "big.md", "link.md", "sach.png")


def test_a_published_version_gives_its_files_back(db: Session, tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    files = gathered(folder).files
    publish(db, folder, NOON)
    (folder / "01-bai-mot/lesson.md").write_text(
        (folder / "01-bai-mot/lesson.md").read_text("utf-8").replace("Một ý thôi", "Hai ý"), "utf-8"
    )
    publish(db, folder, NOON)

    assert sources.kept(db, "tiny", 1) == files
    assert sources.kept(db, "tiny") == gathered(folder).files != files
    with pytest.raises(NotFound):
        sources.kept(db, "tiny", 3)
    with pytest.raises(NotFound):
        sources.kept(db, "nowhere")


def test_pictures_are_kept_once_and_notes_are_those_of_the_last_time(database: Database, tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    (folder / "note.md").write_text("cũ", "utf-8")
    with database.transaction() as db:
        publish(db, folder, NOON)
    (folder / "note.md").write_text("mới", "utf-8")
    with database.transaction() as db:
        assert publish(db, folder, NOON).number == 1

    with database.reading() as db:
        assert sources.kept(db, "tiny")["note.md"] == "mới".encode()
    assert rows(database, "SELECT path FROM source_file WHERE content IS NULL ORDER BY path") == [
        ("01-bai-mot/hinh.svg",),
        ("02-bai-hai/hinh.svg",),
    ]


def run(*arguments: str | Path, database: Database | None = None) -> Result:
    return CliRunner().invoke(group, ["export", *map(str, arguments)], obj=lambda: database)


def test_the_terminal_packs_a_folder_and_what_is_published_alike(database: Database, tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    with database.transaction() as db:
        publish(db, folder, NOON)

    assert run(folder, "-o", tmp_path / "folder.zip").exit_code == 0
    assert run("tiny", "-o", tmp_path / "published.zip", database=database).exit_code == 0
    assert run(folder, "--gift", "-o", tmp_path / "folder.gift").exit_code == 0
    assert run("tiny", "--gift", "-o", tmp_path / "published.gift", database=database).exit_code == 0

    content = (tmp_path / "folder.zip").read_bytes()
    assert content == (tmp_path / "published.zip").read_bytes()
    assert ZipFile(BytesIO(content)).namelist()[0] == "tiny/01-bai-mot/hinh.svg"
    assert (tmp_path / "folder.gift").read_bytes() == (tmp_path / "published.gift").read_bytes()
    assert "Chưa xuất bản khóa học nào tên nowhere" in run("nowhere", database=database).output


def test_a_course_with_a_fault_is_not_packed(tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    (folder / "final.md").unlink()

    result = run(folder, "-o", tmp_path / "x.zip")

    assert result.exit_code == 1
    assert "final.md" in result.output
    assert not (tmp_path / "x.zip").exists()

"""A course is brought in as a whole or not at all."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from lms.catalogue.archive.contents import BadArchive
from lms.catalogue.archive.importing import FaultyCourse, import_course
from lms.catalogue.commands import group
from lms.problems import Conflict
from tests.courses import write_tiny_course


def packed(folder: Path) -> BytesIO:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for path in sorted(folder.rglob("*.*")):
            archive.writestr(f"{folder.name}/{path.relative_to(folder).as_posix()}", path.read_bytes())
    return made


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    return write_tiny_course(tmp_path / "elsewhere" / "tiny")


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    return tmp_path / "courses"


def test_a_sound_course_is_brought_in(elsewhere: Path, courses: Path) -> None:
    imported = import_course(packed(elsewhere), courses)

    assert imported.folder == courses / "tiny"
    assert imported.files == len(list(elsewhere.rglob("*.*")))
    assert [path.name for path in courses.iterdir()] == ["tiny"]
    assert (courses / "tiny/final.md").read_bytes() == (elsewhere / "final.md").read_bytes()


def test_a_course_with_a_fault_is_not(elsewhere: Path, courses: Path) -> None:
    (elsewhere / "final.md").unlink()

    with pytest.raises(FaultyCourse, match="tiny has 1 faults") as refused:
        import_course(packed(elsewhere), courses)

    assert [complaint.place for complaint in refused.value.complaints] == ["final.md"]
    assert list(courses.iterdir()) == []


def test_a_course_of_that_name_is_replaced_only_on_demand(elsewhere: Path, courses: Path) -> None:
    here = write_tiny_course(courses / "tiny", title="Khóa ở đây")
    (here / "note.md").write_text("x", "utf-8")

    with pytest.raises(Conflict):
        import_course(packed(elsewhere), courses)
    assert "Khóa ở đây" in (here / "course.md").read_text("utf-8")

    import_course(packed(elsewhere), courses, replace=True)
    assert "Khóa ở đây" not in (here / "course.md").read_text("utf-8")
    assert not (here / "note.md").exists()
    assert [path.name for path in courses.iterdir()] == ["tiny"]


def test_the_old_course_comes_back_when_the_new_one_cannot_be_moved(
    elsewhere: Path, courses: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = write_tiny_course(courses / "tiny", title="Khóa ở đây")
    rename = Path.rename

    def fail_on_the_new_one(path: Path, target: Path) -> Path:
        if path.name == "tiny" and path.parent != courses:
            raise PermissionError
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_on_the_new_one)
    with pytest.raises(PermissionError):
        import_course(packed(elsewhere), courses, replace=True)

    assert "Khóa ở đây" in (here / "course.md").read_text("utf-8")
    assert [path.name for path in courses.iterdir()] == ["tiny"]


def test_what_is_no_archive_changes_nothing(courses: Path) -> None:
    with pytest.raises(BadArchive):
        import_course(BytesIO(b"GIF89a"), courses)

    assert list(courses.iterdir()) == []


def test_the_terminal_says_what_came_in_and_what_is_wrong(elsewhere: Path, courses: Path) -> None:
    file = elsewhere.parent / "tiny.zip"
    file.write_bytes(packed(elsewhere).getvalue())

    def run(*more: str) -> tuple[int, str]:
        result = CliRunner().invoke(group, ["import", str(file), "--into", str(courses), *more])
        return result.exit_code, result.output

    assert run() == (0, f"{courses}/tiny: đã nhập 8 tệp.\n")
    assert run() == (1, "Error: Đã có khóa học tiny; thêm --replace thì khóa này thay khóa ấy.\n")
    file.write_bytes(b"GIF89a")
    assert run("--english") == (1, "Error: The file is not a ZIP archive.\n")

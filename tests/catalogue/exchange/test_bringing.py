"""Questions are added to a quiz all at once, under ids of their own, or nothing changes at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.catalogue.commands import group
from lms.catalogue.exchange.importing import bring
from lms.catalogue.exchange.question import Refused
from lms.catalogue.folder import read_course
from tests.catalogue.exchange.reading import NAMES
from tests.catalogue.exchange.test_moodle import TWO, answer, encoded, file, question
from tests.courses import write_tiny_course

TRUTH = "Trời xanh? {T#sai#đúng}\n\nĐất vuông? {F#sai#đúng}\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_tiny_course(tmp_path / "tiny")


@pytest.fixture
def module(course: Path) -> Path:
    return course / "01-bai-mot"


def source(tmp_path: Path, text: str, name: str = "q.gift") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def files(module: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in module.iterdir() if path.is_file()}


def reason(module: Path, path: Path) -> str:
    """Why the file was refused; nothing changed."""
    before = files(module) if module.is_dir() else {}
    with pytest.raises(Refused) as refused:
        bring(path, module)
    assert (files(module) if module.is_dir() else {}) == before
    return NAMES[id(refused.value.words)]


def test_questions_stand_below_those_that_were_there(tmp_path: Path, course: Path, module: Path) -> None:
    before = (module / "quiz.md").read_text("utf-8")

    first = bring(source(tmp_path, TRUTH), module)
    second = bring(source(tmp_path, TRUTH), module)

    assert [item.key for item in first.items] == ["bai-mot-01", "bai-mot-02"]
    assert [item.key for item in second.items] == ["bai-mot-03", "bai-mot-04"]
    assert (module / "quiz.md").read_text("utf-8").startswith(before)
    assert [str(complaint) for complaint in read_course(course)[1]] == []
    assert sorted(files(module)) == ["hinh.svg", "lesson.md", "quiz.md"]


def test_an_id_that_is_used_anywhere_in_the_course_is_not_used_again(
    tmp_path: Path, course: Path, module: Path
) -> None:
    final = (course / "final.md").read_text("utf-8")
    (course / "final.md").write_text(final.replace("#tiny-1-51", "#bai-mot-41"), "utf-8")

    assert bring(source(tmp_path, TRUTH), module).items[0].key == "bai-mot-42"


def test_a_module_without_a_quiz_gets_one(tmp_path: Path, module: Path) -> None:
    (module / "quiz.md").unlink()

    bring(source(tmp_path, TRUTH), module)

    assert (module / "quiz.md").read_text("utf-8").startswith("## Trời xanh? {#bai-mot-01}\n")


def test_line_ends_and_rights_of_the_file_stay(tmp_path: Path, module: Path) -> None:
    quiz = module / "quiz.md"
    quiz.write_bytes(b"\xef\xbb\xbf" + quiz.read_bytes().replace(b"\n", b"\r\n").rstrip())
    quiz.chmod(0o640)

    bring(source(tmp_path, TRUTH), module)

    assert quiz.read_bytes().count(b"\n") == quiz.read_bytes().count(b"\r\n")
    assert quiz.stat().st_mode & 0o777 == 0o640


def test_what_is_to_be_filled_in_is_named_with_its_line(tmp_path: Path, module: Path) -> None:
    brought = bring(source(tmp_path, "Hai? {=2 ~3#Không.}\n"), module)

    lines = (module / "quiz.md").read_text("utf-8").split("\n")
    assert [lines[complaint.line - 1] for complaint in brought.to_fill] == ["- [x] 2"]


def test_pictures_of_questions_that_came_stand_beside_the_quiz(tmp_path: Path, course: Path, module: Path) -> None:
    picture = answer('<img src="@@PLUGINFILE@@/vong.svg" alt="Vòng tròn nhỏ">', 100, "x", file("vong.svg", encoded()))
    other = encoded(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>')
    left_behind = answer('<img src="@@PLUGINFILE@@/khac.svg" alt="x">', 100, "x", file("khac.svg", other))
    questions = question("multichoice", picture + answer("b", 0, "y")) + question("multichoice", left_behind)

    brought = bring(source(tmp_path, f"<quiz>{questions}</quiz>", "q.xml"), module)

    assert brought.pictures == ("vong.svg",)
    assert sorted(files(module)) == ["hinh.svg", "lesson.md", "quiz.md", "vong.svg"]
    assert read_course(course)[0] is not None


def test_nothing_is_written_where_nothing_can_be_carried_over(tmp_path: Path, module: Path) -> None:
    before = files(module)

    brought = bring(source(tmp_path, "Kể lại. {}\n"), module)

    assert brought.items == ()
    assert files(module) == before


def test_a_file_that_cannot_be_read_changes_nothing(tmp_path: Path, module: Path) -> None:
    assert reason(module, source(tmp_path, "<!DOCTYPE quiz><quiz/>", "q.xml")) == "DOCTYPE"
    assert reason(module, source(tmp_path, "<lesson/>", "q.xml")) == "NOT_QUIZ"
    assert reason(module, source(tmp_path, "x" * 1_000_001)) == "TOO_LARGE"
    assert reason(module, source(tmp_path, "Hỏi? {T}\n\n" * 1_002)) == "MANY"


def test_the_place_must_be_a_module_with_room(tmp_path: Path, course: Path, module: Path) -> None:
    path = source(tmp_path, TRUTH)
    assert reason(course, path) == "NO_MODULE"
    assert reason(course / "03-khong-co", path) == "NO_MODULE"

    quiz = module / "quiz.md"
    whole = quiz.read_text("utf-8")
    quiz.write_text(f"{whole}\n<!-- {'x' * (99_900 - len(whole.encode()))} -->\n", "utf-8")
    assert reason(module, path) == "NO_ROOM"
    quiz.write_text(f"{whole}\n<!-- không đóng\n", "utf-8")
    assert reason(module, path) == "UNREADABLE_QUIZ"


def test_a_move_that_fails_takes_its_pictures_back(
    tmp_path: Path, module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = answer('<img src="@@PLUGINFILE@@/a.svg" alt="Vòng">', 100, "x", file("a.svg", encoded()))
    path = source(tmp_path, f"<quiz>{question('multichoice', picture + answer('b', 0, 'y'))}</quiz>", "q.xml")
    before = files(module)

    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError):  # noqa: PT011 - whatever the system says
        bring(path, module)

    assert files(module) == before


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


def test_the_command_tells_everything(tmp_path: Path, module: Path) -> None:
    path = source(
        tmp_path, name="q.txt", text=f"{TRUTH}\n::Luận::Viết. {{}}\n\n::Tả::Viết. {{}}\n\nHai? {{=2 ~3#Không.}}\n"
    )

    told = run("import", path, "--into", module)

    assert told.exit_code == 0
    assert told.output.split("\n")[0] == (
        "q.txt:5: “Luận”: câu tự luận phải có người chấm nên không mang sang được. "
        "Viết lại thành câu chọn ý hoặc gõ chữ."
    )
    assert "q.txt:7: “Tả”" in told.output
    assert "tiny/01-bai-mot/quiz.md:" in told.output
    assert "đã thêm 3 câu (bai-mot-01 đến bai-mot-03), 0 hình; 2 câu không mang sang được, 1 chỗ cần" in told.output


def test_the_command_says_when_nothing_came(tmp_path: Path, module: Path) -> None:
    told = run("import", source(tmp_path, "Kể. {}"), "--into", module, "--english")

    assert told.exit_code == 1
    assert "q.gift:1: “Kể.”: an essay needs somebody to mark it." in told.output
    assert "No question could be carried over; nothing was written." in told.output


def test_the_command_asks_for_a_module(tmp_path: Path) -> None:
    told = run("import", source(tmp_path, TRUTH))

    assert told.exit_code == 1
    assert "--into KHÓA/BÀI" in told.output


def test_a_course_is_given_out_and_its_questions_come_back(tmp_path: Path, course: Path) -> None:
    told = run("export", course, "--gift", "-o", tmp_path / "out.gift")
    assert told.exit_code == 0, told.output
    assert "xuất được 12 câu, 0 câu không mang theo được." in told.output

    other = write_tiny_course(tmp_path / "other") / "02-bai-hai"
    brought = bring(tmp_path / "out.gift", other)

    assert len(brought.items) == 12
    assert brought.journey.refused == []
    assert brought.to_fill == ()


def test_two_questions_of_xml_are_brought_by_the_command(tmp_path: Path, module: Path) -> None:
    path = source(tmp_path, f"<quiz>{question('multichoice', TWO) * 2}</quiz>", "q.xml")

    assert "2 questions added (bai-mot-01 to bai-mot-02)" in run("import", path, "--into", module, "--english").output

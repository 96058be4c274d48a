"""Moodle XML: questions with HTML, pictures and everything around them."""

from __future__ import annotations

import base64
from pathlib import Path
from textwrap import dedent

import pytest

from lms.catalogue.exchange.moodle.tree import tree_of
from lms.catalogue.exchange.question import Refused
from tests.catalogue.exchange.reading import NAMES, moodle
from tests.patience import ends

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="2"/></svg>'


def encoded(content: bytes = DRAWING) -> str:
    return base64.b64encode(content).decode()


def question(kind: str, answers: str, text: str = "<p>Hỏi gì?</p>", common: str = "Chung.") -> str:
    return (
        f'<question type="{kind}"><name><text>Tên câu</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
        f'<generalfeedback format="html"><text>{common}</text></generalfeedback>'
        f"<defaultgrade>1.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>{answers}</question>"
    )


def answer(text: str, fraction: float, feedback: str = "", more: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{more}'
        f'<feedback format="html"><text>{feedback}</text></feedback></answer>'
    )


def file(name: str, content: str) -> str:
    return f'<file name="{name}" path="/" encoding="base64">{content}</file>'


TWO = answer("<p>một</p>", 100, "vì một") + answer("hai", 0, "vì hai")


def test_html_becomes_markdown(tmp_path: Path) -> None:
    text = (
        "<p dir='ltr'>Nghe <b>kỹ</b>&nbsp;rồi trả lời.<br></p><p>Mở <a href='https://example.vn/a'>trang <i>này</i></a>, "
        "gõ <code>a*b</code>: H<sub>2</sub>O.</p><ul><li>một</li><li>hai<ol><li>con</li></ol></li></ul>"
        "<blockquote><p>lời</p></blockquote><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>x|y</td></tr></table>"
        "<script>x()</script><p onclick='x()'>1. không phải danh sách &lt;b&gt;</p>"
    )
    read = moodle(question("multichoice", TWO, text), tmp_path)

    assert read.items[0].stem == "Nghe kỹ rồi trả lời."
    assert read.items[0].scene.text == dedent("""
        Mở [trang *này*](https://example.vn/a), gõ `a*b`: H₂O.

        - một
        - hai
            1. con

        > lời

        | a | b |
        | --- | --- |
        | 1 | x\\|y |

        1\\. không phải danh sách &lt;b>""").lstrip("\n")
    assert sorted(read.notes) == ["MARKS", "MARKUP"]


@pytest.mark.parametrize(
    ("kind", "answers", "lines"),
    [
        ("multichoice", TWO + "<single>true</single>", ["- [x] một", "    > vì một", "- [ ] hai", "> Chung."]),
        (
            "multichoice",
            answer("a", 50) + answer("b", 50) + answer("c", -100) + "<single>false</single>",
            ["- [x] a", "    > Chung.", "- [x] b", "- [ ] c"],
        ),
        ("truefalse", answer("true", 0, "x") + answer("false", 100, "y"), ["- [ ] Đúng", "    > x", "- [x] Sai"]),
        (
            "matching",
            "".join(
                f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer></subquestion>'
                for left, right in [("&lt;p&gt;Mã&lt;/p&gt;", "số"), ("Phí", "tiền"), ("", "thừa")]
            ),
            ["| Mã | số |", "| Phí | tiền |", "| | thừa |", "> Chung."],
        ),
        ("shortanswer", answer("Hà Nội", 100) + answer("Huế", 0, "cố đô"), ["= Hà Nội", "- [ ] Huế", "    > cố đô"]),
        (
            "numerical",
            answer("2.50", 100, "", "<tolerance>0.1</tolerance>")
            + "<units><unit><multiplier>1</multiplier><unit_name>kg</unit_name></unit></units>",
            ["= 2,5 ± 0,1 kg"],
        ),
        (
            "ordering",
            answer("ba", 3) + answer("một", 1) + answer("hai", 2) + "<selecttype>ALL</selecttype>",
            ["1. một", "2. hai", "3. ba", "> Chung."],
        ),
    ],
    ids=["single", "multiple", "true-false", "matching", "text", "number", "ordering"],
)
def test_every_kind_that_can_be_asked(tmp_path: Path, kind: str, answers: str, lines: list[str]) -> None:
    read = moodle(question(kind, answers), tmp_path)

    text = read.only().split("\n")
    assert [line for line in lines if line not in text] == []
    assert read.notes == []


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        *(("essay", "ESSAY"), ("description", "DESCRIPTION"), ("cloze", "CLOZE"), ("calculatedmulti", "CALCULATED")),
        *(("ddwtos", "DRAGGING"), ("ddmarker", "DRAGGING"), ("gapselect", "DRAGGING"), ("stack", "TYPE"), ("", "TYPE")),
    ],
)
def test_kinds_that_cannot_be_asked_are_told(tmp_path: Path, kind: str, reason: str) -> None:
    read = moodle(f"{question('multichoice', TWO)}\n\n{question(kind, '')}", tmp_path)

    assert read.refused == [(4, reason)]
    assert len(read.items) == 1


def test_what_stands_around_a_question_is_told(tmp_path: Path) -> None:
    around = (
        "<defaultgrade>3</defaultgrade><penalty>0.5</penalty><hint><text>gợi</text></hint>"
        "<correctfeedback><text>Your answer is correct.</text></correctfeedback>"
        "<incorrectfeedback><text>Tiếc quá</text></incorrectfeedback><tags><tag><text>otp</text></tag></tags>"
    )
    category = '<question type="category"><category><text>$course$/A</text></category></question>'
    own = question("multichoice", TWO + around).replace("<defaultgrade>1.0000000</defaultgrade>", "")
    read = moodle(category + own.replace("<penalty>0.3333333</penalty>", ""), tmp_path)

    assert read.notes == ["CATEGORY", "GRADE", "PENALTY", "COMMON", "HINT", "TAGS"]
    assert "Tiếc quá" in str(read.journey.notes[3])


def test_pictures_come_along_and_a_missing_description_stays_missing(tmp_path: Path) -> None:
    (tmp_path / "hinh-1.svg").write_bytes(b"another")
    options = answer(
        '<img src="@@PLUGINFILE@@/H%C3%ACnh%201.svg" alt="Vòng [tròn]">', 100, "x", file("Hình 1.svg", encoded())
    )
    options += answer(f'<img src="data:image/svg+xml;base64,{encoded()}">', 0, "y")
    read = moodle(question("multichoice", options), tmp_path)

    assert [option.text for option in read.items[0].options] == ["![Vòng (tròn)](hinh-1-2.svg)", "![](hinh-1-2.svg)"]


@pytest.mark.parametrize(
    ("name", "content", "source"),
    [
        ("a.gif", encoded(b"GIF89a"), "@@PLUGINFILE@@/a.gif"),
        ("a.png", encoded(b"no picture"), "@@PLUGINFILE@@/a.png"),
        ("a.svg", encoded(DRAWING.replace(b"<circle", b"<script/><circle")), "@@PLUGINFILE@@/a.svg"),
        ("a.svg", encoded(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING), "@@PLUGINFILE@@/a.svg"),
        ("a.svg", encoded(DRAWING.decode().encode("utf-16")), "@@PLUGINFILE@@/a.svg"),
        ("a.png", "%%%", "@@PLUGINFILE@@/a.png"),
        ("a.png", "A" * 400_000, "@@PLUGINFILE@@/a.png"),
        ("a.png", encoded(), "@@PLUGINFILE@@/../b.png"),
        ("a.png", encoded(), "https://example.vn/a.png"),
        ("a.png", encoded(), "/etc/passwd"),
    ],
    ids=["gif", "not-png", "script", "entity", "utf-16", "base64", "large", "missing", "foreign", "path"],
)
def test_a_question_whose_picture_cannot_come_stays_behind(
    tmp_path: Path, name: str, content: str, source: str
) -> None:
    options = answer(f'<img src="{source}" alt="x">', 100, "x", file(name, content)) + answer("b", 0, "y")

    assert moodle(question("multichoice", options), tmp_path).refused == [(2, "PICTURE")]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>', "DOCTYPE"),
        (b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "DOCTYPE"),
        ('<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>'.encode("utf-16"), "DOCTYPE"),
        (b"<quiz>" * 100, "DEEP_XML"),
        (b"<quiz>" + b"<a/>" * 200_001 + b"</quiz>", "DEEP_XML"),
        (b"<quiz>&a;</quiz>", "BROKEN_XML"),
        (b"", "BROKEN_XML"),
        (b'<?xml version="1.0" encoding="strange"?><quiz/>', "BROKEN_XML"),
    ],
    ids=["laughs", "external", "utf-16", "deep", "many", "unknown", "empty", "encoding"],
)
def test_hostile_xml_is_refused(content: bytes, reason: str) -> None:
    with ends(), pytest.raises(Refused) as refused:
        tree_of(content)

    assert NAMES[id(refused.value.words)] == reason


@pytest.mark.parametrize(
    "text",
    [
        *("<div>" * 7_000, "<b>x</i>" * 4_000, "<table>" * 5_000, "[" * 30_000, "\\(" * 15_000, "x" * 50_000),
        f"<a href={' ' * 39_000}'>",
    ],
)
def test_hostile_html_ends(tmp_path: Path, text: str) -> None:
    with ends():
        moodle(question("multichoice", TWO, f"<p>Hỏi?</p>{text}"), tmp_path)

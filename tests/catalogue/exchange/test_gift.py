"""GIFT is read as Moodle reads it; what has no place here is told."""

from __future__ import annotations

from textwrap import dedent

import pytest

from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.question import Refused
from tests.catalogue.exchange.reading import gift
from tests.patience import ends


def written(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_a_single_choice_keeps_its_feedback_as_explanations() -> None:
    read = gift("""
        // A note for authors
        ::Mã OTP::Mã OTP là gì? {
          =Mã dùng một lần#Đúng rồi.
          ~Mật khẩu#Mật khẩu dùng nhiều lần.
          ####Đọc lại bài một.
        }""")

    assert read.only() == written("""
        ## Mã OTP là gì? {#q-1}

        - [x] Mã dùng một lần
            > Đúng rồi.
        - [ ] Mật khẩu
            > Mật khẩu dùng nhiều lần.

        > Đọc lại bài một.
        """)
    assert read.notes == []


def test_options_that_say_nothing_say_what_is_said_of_the_question() -> None:
    assert gift("Hai? {=2#Phải. ~3 ####Một với một.}").only() == written("""
        ## Hai? {#q-1}

        - [x] 2
            > Phải.
        - [ ] 3
            > Một với một.
        """)


def test_an_explanation_that_is_missing_is_not_invented() -> None:
    (item,) = gift("Hai? {=2 ~3}").items

    assert [option.why.text for option in item.options] == ["", ""]


def test_of_several_that_may_be_chosen_all_with_points_are_right() -> None:
    read = gift("Chọn hai. {~%50%a#1 ~%50%b#2 ~%-100%c#3}")

    assert [option.right for option in read.items[0].options] == [True, True, False]
    assert read.notes == []


@pytest.mark.parametrize(
    ("text", "right", "whys"),
    [
        ("Trời xanh. {T#sai#đúng}", [True, False], ["đúng", "sai"]),
        ("Trời xanh. {FALSE#sai#đúng}", [False, True], ["sai", "đúng"]),
        ("Trời xanh. {TRUE####chung}", [True, False], ["chung", "chung"]),
    ],
)
def test_true_and_false(text: str, right: list[bool], whys: list[str]) -> None:
    (item,) = gift(text).items

    assert [option.text for option in item.options] == ["Đúng", "Sai"]
    assert [option.right for option in item.options] == right
    assert [option.why.text for option in item.options] == whys


def test_a_matching_with_a_distractor() -> None:
    assert gift("Nối. {=Mã | hồ sơ -> số để tra =Lệ phí -> tiền = -> thừa ####vì}").only() == written("""
        ## Nối. {#q-1}

        | nội dung | nối với |
        | --- | --- |
        | Mã \\| hồ sơ | số để tra |
        | Lệ phí | tiền |
        | | thừa |

        > vì
        """)


def test_a_text_has_spellings_and_known_mistakes() -> None:
    read = gift("Thủ đô? {=Hà Nội =ha noi =%0%Huế#Cố đô. =%50%Thăng Long#Tên cũ. ####Hà Nội.}")

    assert read.only() == written("""
        ## Thủ đô? {#q-1}

        = Hà Nội

        - [ ] Huế
            > Cố đô.
        - [ ] Thăng Long
            > Tên cũ.

        > Hà Nội.
        """)
    assert read.notes == ["PARTIAL"]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("#1822:5", "= 1822 ± 5"),
        ("#1..5", "= 3 ± 2"),
        ("#-2.5", "= -2,5 ± 0"),
        ("#=3.14:0.01 =%50%3:1 ~#xa quá", "= 3,14 ± 0,01"),
        ("# 2,5..3", "= 2,75 ± 0,25"),
        ("#1e3:0", "= 1000 ± 0"),
    ],
)
def test_numbers(answer: str, line: str) -> None:
    assert line in gift(f"Mấy? {{{answer}####vì}}").only().split("\n")


def test_an_ordering() -> None:
    read = gift("Xếp. {>2 RANDOM VERTICAL ABSOLUTE_POSITION SHOW none\nmột\nhai\nba\n}")

    assert "\n1. một\n2. hai\n3. ba\n" in read.only()
    assert read.notes == ["SUBSET"]


def test_a_gap_in_a_sentence_is_shown() -> None:
    text = "Thủ đô là {=Hà Nội ####vì} của ta.\n\n// question: 1 [id:ab1] [tag:nước]\nThủ đô là {=Hà Nội ####vì}."
    read = gift(text)

    assert [item.stem for item in read.items] == ["Thủ đô là _____ của ta.", "Thủ đô là _____."]
    assert [str(note.values["text"]) for note in read.journey.notes] == ["ab1, nước"]


def test_escapes_mean_themselves() -> None:
    (item,) = gift(r"::a\:b::1 \= 2 \{x\} \~ \# \\ C\:\\n? {=a\=b\#c#vì \~ ~d\:\:\{\}#vì} ").items

    assert item.stem == "a:b"
    assert item.scene.text == r"1 = 2 {x} ~ # \ C:\n?"
    assert item.options[0].text == "a=b#c"
    assert item.options[0].why.text == "vì ~"
    assert item.options[1].text == "d::{}"


def test_texts_keep_their_format() -> None:
    (html, markdown, bare) = gift(
        "[html]<p>Hỏi <i>gì</i>?</p><ul><li>a</li></ul>{=<b>x</b>#v ~y#v}\n\n"
        "[markdown]Hỏi **gì**?\\n\\n* a{=**x**#v ~[html]<b>y</b>#v}\n\n"
        "Hỏi *gì*?\\n- a\\n1. b{=**x**#v ~y#v}\n"
        .replace("Hỏi *gì*?", "::Tên::Hỏi *gì*?")
    ).items  # fmt: skip

    assert (html.stem, html.scene.text, html.options[0].text) == ("Hỏi gì?", "- a", "**x**")
    assert (markdown.stem, markdown.scene.text) == ("Hỏi gì?", "* a")
    assert [option.text for option in markdown.options] == ["**x**", "**y**"]
    assert (bare.stem, bare.options[0].text) == ("Tên", r"\*\*x\*\*")
    assert bare.scene.text == "Hỏi \\*gì\\*?\n\n\\- a\n\n1\\. b"


def test_line_ends_of_windows_a_mark_at_the_beginning_and_loose_accents() -> None:
    text = "$CATEGORY: A/B\n\nHo\u0302\u0323i?{\n=a#v\n\n~b#v\n}\n\nSau?{T#x#y}".replace("\n", "\r\n")
    read = gift(b"\xef\xbb\xbf" + text.encode())

    assert [item.stem for item in read.items] == ["Hội?", "Sau?"]
    assert [(complaint.line, complaint.words) for complaint in read.journey.notes] == [(1, say.CATEGORY)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Kể. {}", "ESSAY"),
        ("Chỉ có lời.", "DESCRIPTION"),
        ("Một {=a} hai {=b}.", "CLOZE"),
        ("Hỏng {=a ~b", "BROKEN"),
        ("Hỏng =a}", "BROKEN"),
        ("Chọn. {=a#v =b#v ~c#v}", "ANY_OF"),
        ("Chọn. {~%-50%a#v ~%-50%b#v}", "NONE_WHOLE"),
        ("Gõ. {=H*i ####v}", "PATTERN"),
        ("Số. {#chín ####v}", "NUMBER"),
        ("Số. {#=1 =2 ####v}", "NUMBERS"),
        ("Số. {#1e99999999 ####v}", "NUMBER"),
        ("Số. {#1:0.0000001 ####v}", "FAULT"),
        ("Trùng. {=a#v ~A#v}", "FAULT"),
        ("Hết đúng. {~%50%a#v ~%50%b#v}", "FAULT"),
        ("[html]Nghe.<audio src='x'></audio> {=a#v ~b#v}", "MEDIA"),
        ("[html]Xem.<img src='x.png' alt='x'> {=a#v ~b#v}", "PICTURE"),
        ("[html]Ý. {=<ul><li>a</li></ul>x#v ~b#v}", "BLOCKS"),
        ("[markdown]- một\n- hai {=a#v ~b#v}", "NO_STEM"),
        ("[markdown]Thẻ?\\n\\n<div>x</div> {=a#v ~b#v}", "FAULT"),
        ("[markdown]Ẩn?\\n\\n<!-- x --> {=a#v ~b#v}", "DIFFERENT"),
    ],
)
def test_what_cannot_be_asked_here_is_told_with_its_line(text: str, reason: str) -> None:
    read = gift(f"\nTrước? {{T#a#b}}\n\n{text}\n\nSau? {{T#a#b}}")

    assert read.refused == [(4, reason)]
    assert [item.stem for item in read.items] == ["Trước?", "Sau?"]


def test_a_file_that_is_not_text_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        gift("Hỏi? {T}".encode("utf-16"))
    assert refused.value.words is say.NOT_UTF8


@pytest.mark.parametrize(
    "text",
    [
        *("{" * 300_000, "}\n\n" * 100_000, "{\n\n" * 900, "\\" * 300_000, "::" * 100_000),
        *("a{" + "~" * 300_000 + "}", "a{=" + "-> " * 100_000 + "}", "a{#" + "9" * 300_000 + "}"),
        *("[html]" + "<b>" * 100_000 + "{T}", "[markdown]" + "[" * 300_000 + "{T}"),
        *("a{>" + "A " * 100_000 + "}", "a{=%" + "1" * 300_000 + "~b}"),
    ],
    ids=range(12),
)
def test_hostile_files_are_read_to_their_end(text: str) -> None:
    with ends():
        try:
            gift(text)
        except Refused as refused:
            assert refused.words is say.MANY  # noqa: PT017


def test_what_begins_with_a_sign_is_written_as_an_author_would() -> None:
    assert gift(r"Năm? {=\= 2 + 3#\= 5 ~| a#\= 4}").only() == written("""
        ## Năm? {#q-1}

        - [x] = 2 + 3
            > = 5
        - [ ] | a
            > = 4
        """)

"""What is shown of a hit: one sentence, with the words marked."""

from __future__ import annotations

from lms.catalogue.finding.asking import asked
from lms.catalogue.finding.excerpt import LONGEST, Marker, Piece, excerpt
from lms.catalogue.finding.rules import hits
from tests.catalogue.finding.test_rules import entry


def shown(typed: str, body: str, title: str = "") -> str:
    """The excerpt with marks as brackets."""
    hit = hits(asked(typed), [entry("a", title=title, body=body)])[0]
    return in_brackets(excerpt(body, Marker(asked(typed), hit)))


def in_brackets(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in pieces)


def test_the_sentence_around_the_hit_is_shown() -> None:
    body = "Bà Thoa bán rau ở chợ Lâm Thao từ năm giờ sáng đến tận trưa, hôm nào cũng vậy.\nBà gõ mã OTP, tự tay bà gõ."

    assert shown("OTP", body) == "Bà gõ mã [OTP], tự tay bà gõ."


def test_words_side_by_side_are_marked_as_one() -> None:
    assert shown("mat khau", "Đặt mật khẩu dài.") == "Đặt [mật khẩu] dài."


def test_only_the_marks_that_were_meant_are_marked() -> None:
    assert shown("lừa", "Kẻ lừa hỏi ruộng lúa.") == "Kẻ [lừa] hỏi ruộng lúa."


def test_a_beginning_marks_the_whole_word() -> None:
    assert shown("khẩ", "Đặt mật khẩu dài.") == "Đặt mật [khẩu] dài."


def test_a_hit_in_the_title_alone_shows_how_the_text_begins() -> None:
    assert shown("VNeID", "Mở máy.\nBấm nút.", title="VNeID") == "Mở máy. Bấm nút."


def test_a_long_sentence_is_cut_around_the_hit() -> None:
    body = " ".join(["rau"] * 100 + ["OTP"] + ["cá"] * 100) + "."

    text = shown("OTP", body)

    assert "[OTP]" in text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) <= LONGEST + len("… [] …")


def test_nothing_of_a_sentence_is_lost_between_the_pieces() -> None:
    body = '"Mã nhận quà ấy mà, bác cứ đọc <b>mã</b>."'
    hit = hits(asked("mã"), [entry("a", body=body)])[0]

    assert "".join(piece.text for piece in Marker(asked("mã"), hit).pieces(body)) == body

"""A lesson is divided into slides: every word on exactly one, in its order, and none too full."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.catalogue.manuscript import Prose
from lms.catalogue.prose import is_sane
from lms.catalogue.render import block
from lms.classroom.projector.heights import ROOM, height, title_height
from lms.classroom.projector.slides import Slide, divided
from lms.classroom.projector.splitting import AGAIN
from lms.classroom.projector.tree import Element, Part, cut, elements, parse, text

PHRASES = (
    *("Bà con nghĩ thử, rồi đọc tiếp.", "Đúng.", "nghiêng ngả nghiêng ngả nghiêng ngả", "a" * 60, "Cần ba thứ:"),
    *("Gặp **mã OTP** thì dừng", "bấm *Chuyển* một cái.", "gõ `gaonguatimbanhduc` nhé"),
)
SENTENCE = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=12).map(" ".join)
SENTENCES = st.lists(SENTENCE, min_size=1, max_size=4)


def _list(mark: str) -> st.SearchStrategy[str]:
    return SENTENCES.map(lambda entries: "\n".join(f"{mark} {entry}" for entry in entries))


BLOCKS = st.one_of(
    SENTENCE,
    _list("-"),
    _list("1."),
    SENTENCES.map(lambda entries: "\n".join(["từ", *(f":   {entry}" for entry in entries)])),
    SENTENCES.map(
        lambda entries: "\n".join(["| a | b |", "| --- | --- |", *(f"| {each} | hai |" for each in entries)])
    ),
    SENTENCES.map(
        lambda entries: "\n\n".join(['!!! nho "Nhớ"', *(f"    {entry}" for entry in entries)]).replace("\n\n", "\n", 1)
    ),
    SENTENCES.map(lambda entries: "\n>\n".join(f"> {entry}" for entry in entries)),
    st.just("### Tiêu đề nhỏ"),
)
SCREENS = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join).filter(lambda screen: is_sane(Prose(screen, 1)))


def said(parts: Sequence[Part]) -> str:
    """Letters without blanks, without what stands on several slides, without footnotes."""
    if isinstance(parts, str):
        return parts
    kept = (
        part if isinstance(part, str) else said(part.inside)
        for part in parts
        if isinstance(part, str) or part.get("class") not in (AGAIN, "fn")
    )
    return "".join("".join(kept).split())


def blocks(slide: Slide) -> list[Element]:
    return [part for part in parse(slide.html) if isinstance(part, Element)]


@settings(deadline=None, max_examples=60)
@given(SCREENS)
def test_every_word_stands_on_exactly_one_slide_in_its_order(screen: str) -> None:
    html = block(Prose(screen, 1), {})

    slides = divided(1, "Tiêu đề", html)

    assert "".join(said(parse(slide.html)) for slide in slides) == said(parse(html))
    assert [slide.is_first for slide in slides] == [True] + [False] * (len(slides) - 1)


@settings(deadline=None, max_examples=60)
@given(SCREENS)
def test_no_slide_is_fuller_than_a_wall(screen: str) -> None:
    for slide in divided(1, "Tiêu đề", block(Prose(screen, 1), {})):
        title = title_height(slide.title) if slide.is_first else 0
        assert title + sum(map(height, blocks(slide))) <= ROOM + 0.001


@settings(deadline=None, max_examples=60)
@given(SCREENS, st.data())
def test_a_tree_is_cut_at_any_letter_and_nothing_is_lost(screen: str, data: st.DataObject) -> None:
    tree = parse(block(Prose(screen, 1), {}))
    length = sum(len(text(part)) for part in tree)
    at = data.draw(st.integers(0, length))

    left, right = cut(tree, at)

    assert sum(len(text(part)) for part in left) == at
    assert "".join(map(text, (*left, *right))) == "".join(map(text, tree))


def slides(markdown: str) -> list[Slide]:
    return divided(1, "Tiêu đề", block(Prose(markdown, 1), {}))


def test_a_small_heading_begins_a_slide_and_is_never_alone() -> None:
    found = slides("Một ý.\n\n### Ý sau\n\nHai ý.")

    assert [slide.html for slide in found] == ["<p>Một ý.</p>", "<h3>Ý sau</h3><p>Hai ý.</p>"]


def test_a_line_that_leads_to_a_list_stays_with_it() -> None:
    first = "Câu này dài vừa đủ để chiếm hết một dòng trên tường. " * 5

    found = slides(f"{first}\n\nCần ba thứ:\n\n1. thẻ\n2. máy\n3. mình")

    assert "Cần ba thứ" not in found[0].html
    assert found[1].html.startswith("<p>Cần ba thứ:</p><ol")


def test_a_long_list_goes_on_with_its_numbers() -> None:
    found = slides("\n".join(f"{number}. Việc thứ {number}" for number in range(1, 13)))

    starts = [each.get("start") for slide in found for each in blocks(slide)]
    assert len(found) > 1
    assert starts[0] == ""
    assert starts[1:] == [str(sum(slide.html.count("<li>") for slide in found[:at]) + 1) for at in range(1, len(found))]


def test_an_entry_that_goes_on_elsewhere_is_not_counted_twice() -> None:
    found = slides("1. " + "Một câu ngắn thôi. " * 60 + "\n2. Hai.")

    assert found[1].html.startswith('<ol><li class="on">')  # as 1, unseen
    assert found[-1].html.startswith(('<ol><li class="on">', '<ol start="2"><li>'))
    assert found[-1].html.endswith("<li>Hai.</li></ol>")


def test_a_long_sentence_ends_at_a_word_and_a_long_text_at_a_sentence() -> None:
    by_words = slides("chữ " * 300)
    by_sentences = slides("Một câu ngắn thôi. " * 60)

    assert all(text(each).strip().endswith("chữ") for slide in by_words for each in blocks(slide))
    assert all(text(each).strip().endswith("thôi.") for slide in by_sentences for each in blocks(slide))


def test_the_head_of_a_long_table_stands_above_each_of_its_parts() -> None:
    found = slides("| Tin | Làm gì |\n| --- | --- |\n" + "\n".join(f"| Tin số {at} | Dập máy |" for at in range(20)))
    heads = [each for slide in found for each in elements(parse(slide.html)) if each.tag == "thead"]

    assert len(heads) == len(found) > 1
    assert [head.get("class") for head in heads] == ["", *[AGAIN] * (len(heads) - 1)]


def test_a_footnote_stands_below_the_words_that_ask_for_it() -> None:
    long = "Một câu ngắn thôi. " * 30
    found = slides(f"Điều này[^a] đúng.\n\n{long}\n\nĐiều kia[^b] cũng đúng[^a].\n\n[^a]: Nguồn một.\n[^b]: Nguồn hai.")

    assert found[0].foot == "<p>[1] Nguồn một. </p>"
    assert found[-1].foot == "<p>[2] Nguồn hai. </p>"
    assert "[1]" in found[-1].html
    assert "↩" not in "".join(slide.html + slide.foot for slide in found)
    assert "<a " not in found[0].html


def test_a_long_footnote_comes_after_the_text() -> None:
    found = slides("Điều này[^a] đúng.\n\n[^a]: " + "Một câu ngắn thôi. " * 30)

    assert found[0].foot == ""
    assert "".join(said(parse(slide.html)) for slide in found).count("Mộtcâungắnthôi.") == 30


def test_a_message_looks_like_one_and_a_link_leads_nowhere() -> None:
    [slide] = slides("`Tai khoan bi khoa`\n\nĐọc [trang này](https://example.org/a).")

    assert '<p class="sms"><code>Tai khoan bi khoa</code></p>' in slide.html
    assert '<span class="lk">trang này</span>' in slide.html
    assert "href" not in slide.html


def test_little_to_read_is_larger() -> None:
    assert slides("Một ý.")[0].is_large
    assert not slides("Một câu dài hơn thế nhiều. " * 8)[0].is_large


def test_a_line_that_leads_to_a_picture_stays_with_it() -> None:
    tall = "Một tiêu đề dài đến nỗi chiếm ba dòng trên tường, vì không ai rút ngắn nó lại cho vừa một dòng thôi"
    html = '<p>Ba cách hỏi này khác nhau:</p><p><img alt="Ba cách" src="/media/a.svg"></p>'

    found = divided(1, tall, html)

    assert [slide.html for slide in found] == [
        "",
        '<p>Ba cách hỏi này khác nhau:</p><img alt="Ba cách" src="/media/a.svg">',
    ]

"""Markdown becomes the product's own markup, and nothing an author writes does anything."""

from __future__ import annotations

import re
import time
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.catalogue import render
from lms.catalogue.actions import prepare
from lms.catalogue.complaints import Sheet
from lms.catalogue.languages.spoken import paragraphs
from lms.catalogue.manuscript import Picture, Prose
from lms.catalogue.prose import LONGEST, look_through
from lms.catalogue.words import prose as say
from tests.courses import write_tiny_course

PICTURE = Picture("a" * 64, "svg", b"", 320, 240)
ADDRESS = f"/media/{'a' * 64}.svg"
NAME = r"f[nr]-[0-9a-f]{8}-\d+"
SECONDS = 1.0  # of the processor, so that a busy machine does not count
"""Longer than any page may take on a slow machine, far shorter than what the guard keeps away."""


def block(text: str) -> str:
    return render.block(Prose(text, 1), {"hinh.svg": PICTURE})


@pytest.mark.parametrize(
    ("kind", "opening"),
    [
        ("nho", '<div class="note nho">\n<h2>Tựa</h2>'),
        ("ghi-so", '<div class="note ghi-so">\n<h2>Tựa</h2>'),
        ("can-than", '<div class="say mind can-than"><svg'),
        ("lam-thu", '<div class="say lam-thu"><svg'),
        ("nghi", '<div class="say nghi"><svg'),
    ],
)
def test_frames_become_the_product_s_own(kind: str, opening: str) -> None:
    html = block(f'!!! {kind} "Tựa"\n    Chữ *trong* khung.')

    assert html.startswith(opening)
    assert "<p>Chữ <em>trong</em> khung.</p>" in html
    assert ('<p class="h">Tựa</p>' in html) == opening.endswith("<svg")


def test_steps_get_their_coin_and_lists_inside_them_do_not() -> None:
    html = block("1. một\n2. hai\n    1. trong\n")

    assert html.count('<ol class="how">') == 1
    assert html.count("<ol>") == 1


def test_a_table_scrolls_in_a_box_that_a_keyboard_reaches() -> None:
    html = block("| Mức | Giá |\n| --- | --: |\n| Một | 5 |\n\nSau.")

    assert html.startswith('<div aria-label="Mức, Giá" class="tb" role="region" tabindex="0"><table>')
    assert '<th scope="col">Mức</th>' in html
    assert '<td class="n">5</td>' in html
    assert html.endswith("<p>Sau.</p>")


def test_pictures_are_addressed_by_content_and_later_ones_wait() -> None:
    first, second = re.findall("<img[^>]+>", block("![Một](hinh.svg)\n\n![Hai](hinh.svg)"))

    for part in (f'src="{ADDRESS}"', 'width="320"', 'height="240"', 'alt="Một"'):
        assert part in first
    assert "loading" not in first
    assert 'loading="lazy"' in second


def test_headings_inside_a_screen_come_one_step_below_its_title() -> None:
    assert block("# a\n\n## b\n\n### c\n\n#### d") == "<h2>a</h2>\n<h2>b</h2>\n<h2>c</h2>\n<h3>d</h3>"


def test_a_line_of_dashes_does_not_make_a_heading_of_the_line_above() -> None:
    assert "<h" not in block("Chữ\n---\nChữ").replace("<hr", "")


def test_words_and_their_meanings_become_a_list_of_both() -> None:
    html = block("Chợ\n:   Nơi lấy ứng dụng.\n:   Nghĩa *hai*.\n\nTệp\n:   Một.\n\n    Hai.")

    assert html.startswith("<dl>\n<dt>Chợ</dt>\n<dd>Nơi lấy ứng dụng.</dd>\n<dd>Nghĩa <em>hai</em>.</dd>\n<dt>Tệp</dt>")
    assert html.endswith("<dd>\n<p>Một.</p>\n<p>Hai.</p>\n</dd>\n</dl>")


def test_a_footnote_is_numbered_by_its_first_mark_and_leads_back() -> None:
    html = block("Một[^b], hai[^a], ba[^b].\n\n[^a]: Lời **a**.\n[^b]: Lời b.\n")
    names = [f"{kind}-{digest}" for kind, digest in re.findall(r'id="(f[nr])-(\w{8}-\d)"', html)]

    assert re.sub(r"<sup>.*?</sup>", "°", html).startswith('<p>Một°, hai°, ba°.</p>\n<ol class="fn">')
    assert len(names) == len(set(names)) == 4
    assert re.findall(r">\[(\d)\]<", html) == ["1", "2", "1"]
    assert re.findall(r"<li id=\"fn-\w{8}-\d\">(.*?) <a", html) == ["Lời b.", "Lời <strong>a</strong>."]
    assert {f'href="#{name}"' for name in names} <= set(re.findall(r'href="[^"]+"', html))


def test_two_texts_share_no_footnote_s_name() -> None:
    one, two = (set(re.findall(r'id="([^"]+)"', block(f"{word}[^a]\n\n[^a]: Lời."))) for word in ("Một", "Hai"))

    assert len(one) == len(two) == 2
    assert not one & two


def test_one_text_at_many_places_of_a_course_shares_no_footnote_s_name(tmp_path: Path) -> None:
    folder = write_tiny_course(tmp_path / "tiny")
    for file in folder.rglob("*.md"):
        text = file.read_text("utf-8").replace("Một ý thôi, câu ngắn.", "Mã[^a].\n\n[^a]: Lời.")
        file.write_text(text.replace("    > Vì", "    > Mã[^a].\n    >\n    > [^a]: Lời.\n    >\n    > Vì"), "utf-8")

    names = re.findall(r'id=\W+(fn-[^"\\]+)', repr(prepare(folder)))

    assert len(names) > 10
    assert len(set(names)) == len(names)


def test_marks_of_footnotes_are_not_read_aloud() -> None:
    html = block("Mã[^a] `[^a]` riêng[^c].\n\n[^a]: Lời.\n\nChợ\n:   Nghĩa.")

    assert paragraphs(html) == ["Mã [^a] riêng[^c].", "Chợ", "Nghĩa.", "Lời."]


def test_links_lead_out_without_telling_where_from() -> None:
    expected = '<p><a href="https://example.vn/" rel="noopener noreferrer">x</a></p>'

    assert block("[x](https://example.vn/)") == expected


def test_an_option_is_one_line_whatever_it_begins_with() -> None:
    assert render.line("1. Một *hai*") == "1. Một <em>hai</em>"
    assert render.line("# Một") == "# Một"
    assert render.plain(render.line("Một **hai** <3 &amp; ba")) == "Một hai <3 & ba"


def test_what_is_chosen_may_be_a_picture_or_a_message() -> None:
    picture = render.choice('Hình ![Nút "tròn" & <to>](hinh.svg)', {"hinh.svg": PICTURE})

    assert f'src="{ADDRESS}"' in picture
    assert render.words(picture) == 'Hình Nút "tròn" & <to>'
    assert render.choice("`Ma 000 <b>`", {}) == '<code class="sms">Ma 000 &lt;b&gt;</code>'
    assert render.choice("`Ma` và `000`", {}) == "<code>Ma</code> và <code>000</code>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "[x](JaVa&#115;cript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<javascript:alert(1)>",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "![x](https://example.vn/track.png)",
        "![x](/account/sign-out)",
        "![x](//example.vn/a.svg)",
        '![x](hinh.svg "a\\" onload=\\"alert(1)")',
        '![x" onerror="alert(1)](hinh.svg)',
        "[x](/account/sign-out)",
        '<div style="position:fixed" id="a" class="say">x</div>',
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        '!!! nho" onclick="alert(1)\n    x',
        '!!! nho x" onclick="alert(1)" "Tựa"\n    x',
        "`<script>alert(1)</script>`",
        "    <script>alert(1)</script>",
        "| <script>alert(1)</script> |\n| --- |\n| x |",
        "<!--><script>alert(1)</script-->",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<form action=/x><input name=csrf_token></form>",
        "<iframe src=/desk></iframe>",
        "<?php x ?><![CDATA[<script>alert(1)</script>]]>",
        "a[^x]\n\n[^x]: <script>alert(1)</script> ![x](https://example.vn/a.png) [y](javascript:alert(1))",
        'a[^x" onclick="alert(1)]\n\n[^x" onclick="alert(1)]: b',
        "[x](#fn-00000000-1) [y](#main)",
        "Từ <img src=x onerror=alert(1)>\n:   <script>alert(1)</script>",
    ],
)
def test_nothing_an_author_writes_does_anything(text: str) -> None:
    check_harmless(block(text))
    check_harmless(render.choice(text, {"hinh.svg": PICTURE}))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(list("ab <>!-*_`[]()#\"'&;:/=\n|.1>")), max_size=80))
def test_no_text_renders_into_something_that_does_anything(text: str) -> None:
    try:
        html = block(text) + render.choice(text, {"hinh.svg": PICTURE})
    except render.TooTangled:
        return
    check_harmless(html)


def check_harmless(html: str) -> None:
    """Parse as a browser would, and look at every element."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag == "DOCUMENT_FRAGMENT":
            continue
        name = element.tag.rpartition("}")[2]
        assert name in render._TAGS or name in ("svg", "path"), html
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on"), html
            assert attribute not in ("style", "srcset", "action"), html
            if attribute == "id":
                assert re.fullmatch(NAME, value), html
            if attribute == "src":
                assert value == ADDRESS, html
            if attribute == "href":
                assert re.match(f"https?://|mailto:|tel:|#{NAME}$", value), html


SHAPES = st.sampled_from(
    [
        *("[", "]", "(", ")", "![a](", "[a](", "[a][b]", "[^a]", "\n[^a]: [^a] ", "[^b", "\n[^b]: *b[^a]"),
        *("*", "**", "_", "***a", "`", "``", "\\", "&#x", "&lt;", "<b ", "</", "<!--", "<a href='"),
        *("\n> ", "\n- ", "\n1. ", "\n    ", "\n        - ", "\n: ", "\n:   a\n\n    ", "\n\n", '\n!!! nho "a"\n    '),
        *("|", "\n| --- |", "a|b\n---|---\n", "\n===", "\n---", "# ", "\n```\n", "<script>", "onload=", "javascript:"),
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(SHAPES, min_size=1, max_size=6).map("".join), st.sampled_from([2_000, LONGEST, 10_000]))
def test_hostile_text_of_any_shape_ends_soon_and_does_nothing(piece: str, size: int) -> None:
    prose = Prose((piece * size)[:size], 1)
    sheet = Sheet("x.md", [])
    began = time.thread_time()

    look_through(prose, sheet)
    try:
        html = render.block(prose, {})
    except render.TooTangled:
        assert any(complaint.words in REFUSALS for complaint in sheet.complaints)
        return
    assert time.thread_time() - began < SECONDS
    check_harmless(html)


@settings(max_examples=40, deadline=None)
@given(st.lists(SHAPES, min_size=1, max_size=40).map("".join))
def test_what_the_guard_lets_pass_is_rendered_soon(text: str) -> None:
    began = time.thread_time()
    try:
        html = render.block(Prose(text[:LONGEST], 1), {})
    except render.TooTangled:
        return
    assert time.thread_time() - began < SECONDS
    check_harmless(html)


REFUSALS = (say.TOO_LONG, say.TANGLED, say.NESTED)
TANGLES = [
    "![a](",
    "<![",
    "[",
    "*a **b ",
    "`",
    "a|b\n",
    "> ",
    "- ",
    "1. ",
    "!!! nho\n    ",
    "\\",
    "a\n=\n",
    "<!--",
    "- \n",
    ": ",
    "a\n: b\n",
    "a\n:   b\n\n    ",
    "[^a]",
    "[^a]: [^a]\n",
    "a[^a]\n\n[^a]: b\n\n",
    "|-",
    "| --- |\n",
    "***a** ",
    "<a href='",
]


@pytest.mark.parametrize("piece", TANGLES)
@pytest.mark.parametrize("size", [LONGEST, 10_000])
def test_tangled_text_ends_soon_or_is_refused_by_the_checker_too(piece: str, size: int) -> None:
    prose = Prose((piece * size)[:size], 1)
    sheet = Sheet("x.md", [])
    began = time.thread_time()

    look_through(prose, sheet)
    try:
        check_harmless(render.block(prose, {}))
    except render.TooTangled:
        assert sheet.complaints

    assert time.thread_time() - began < SECONDS


@pytest.mark.parametrize("piece", ["![a](", "<!["])
def test_ten_kilobytes_of_unclosed_brackets_are_refused(piece: str) -> None:
    with pytest.raises(render.TooTangled):
        block((piece * 10_000)[:10_000])

"""Markdown becomes HTML here and nowhere else: rendered once, when a course is published, and cleaned.

Raw HTML is text here, not markup; what comes out is held against an allow-list nevertheless.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from xml.etree import ElementTree as ET

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from lms.catalogue.footnote_markup import ADDRESS, Footnotes
from lms.catalogue.manuscript import FRAMES, Picture, Prose
from lms.catalogue.prose import is_sane

_FRAME_CLASS = {
    "nho": "note nho",
    "ghi-so": "note ghi-so",
    "loi-giai": "note loi-giai",
    "can-than": "say mind can-than",
    "lam-thu": "say lam-thu",
    "nghi": "say nghi",
}
ICONS = {
    "say mind can-than": "M12 3.5L22 21H2zM12 10v5M12 17v2",
    "say lam-thu": "M4 20.5l1-5L16 4.5l4 4L9 19.5zM13.5 7l4 4",
    "say nghi": "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 6.5V12l4 3",
}
"""The drawings of i-warn, i-edit and i-time of icons.svg: a published page needs no other file to be whole."""
_HEADINGS = {"h1": "h2", "h3": "h2", "h4": "h3", "h5": "h4", "h6": "h5"}
"""The title of a screen is the heading of its page; what is inside comes one step below it."""
_TAGS = {
    *("p", "br", "hr", "strong", "em", "code", "pre", "a", "img", "div", "blockquote"),
    *("ul", "ol", "li", "dl", "dt", "dd", "sup", "h2", "h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "id"},
    "li": {"id"},
    "img": {"src", "alt", "width", "height", "loading"},
    "div": {"role", "tabindex", "aria-label"},
    "th": {"scope"},
}
_CLASSES = {
    "div": {"note", "say", "mind", "tb", *FRAMES},
    "ol": {"how", "fn"},
    "p": {"h"},
    "td": {"n"},
    "th": {"n"},
}
_LOCAL_PICTURE = re.compile(r"/media/[0-9a-f]{64}\.(?:svg|png|jpg|webp)")
_RAW_HTML = ("html", "reference", "image_reference", "short_reference", "short_image_ref")
_MESSAGE = re.compile(r"<code>([^<]*)</code>")
_IMAGE = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>')
_HREF = re.compile(r'<a\b[^>]*?\bhref="([^"#][^"]*)"')
_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)


class TooTangled(ValueError):
    """The text is so long or so tangled that rendering it would take too long."""


def block(prose: Prose, pictures: Mapping[str, Picture], place: str = "") -> str:
    """Paragraphs, lists, frames, pictures as clean HTML; ``place`` tells it from the same text elsewhere on a page."""
    return _with_icons(_clean(_converted(prose.text, _markdown(pictures, Footnotes(prose.text, place)))))


def line(text: str, pictures: Mapping[str, Picture] | None = None) -> str:
    """One line, with emphasis and pictures only, as clean HTML without a paragraph around it."""
    html = _clean(_converted(text, _line_markdown(pictures or {})))
    inside = _PARAGRAPH.fullmatch(html.strip())
    return inside[1] if inside else html


def choice(text: str, pictures: Mapping[str, Picture]) -> str:
    """What one chooses: a line; in code marks from end to end it is a message on a telephone."""
    html = line(text, pictures)
    message = _MESSAGE.fullmatch(html)
    return f'<code class="sms">{message[1]}</code>' if message else html


def links(prose: Prose) -> list[str]:
    """Where people can click to, whether the text is shown as a block or as a line."""
    html = block(prose, {}) + ("" if "\n" in prose.text else line(prose.text))
    return [unescape(target) for target in _HREF.findall(html)]


def words(html: str) -> str:
    """The words of a line; a picture is its description."""
    return plain(_IMAGE.sub(lambda image: image[1], html))


def plain(html: str) -> str:
    """The words alone."""
    return unescape(nh3.clean(html, tags=set())).strip()


def _converted(text: str, markdown: Markdown) -> str:
    if not is_sane(Prose(text, 1)):
        raise TooTangled
    try:
        return markdown.convert(text)
    except RecursionError:
        raise TooTangled from None


def _markdown(pictures: Mapping[str, Picture], footnotes: Footnotes) -> Markdown:
    return Markdown(
        extensions=["tables", "admonition", "def_list", footnotes, _Lesson(pictures)],
        extension_configs={"tables": {"use_align_attribute": True}},
    )


def _line_markdown(pictures: Mapping[str, Picture]) -> Markdown:
    markdown = Markdown(extensions=[_Lesson(pictures)])
    for name in ("indent", "code", "hashheader", "hr", "olist", "ulist", "quote"):
        markdown.parser.blockprocessors.deregister(name)
    return markdown


class _Lesson(Extension):
    """Without raw HTML, references and underlined headings; with the product's own markup."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        super().__init__()
        self._pictures = pictures

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name Markdown calls
        md.preprocessors.deregister("html_block")
        md.parser.blockprocessors.deregister("reference")
        md.parser.blockprocessors.deregister("setextheader")
        for name in _RAW_HTML:
            md.inlinePatterns.deregister(name)
        md.treeprocessors.register(_OwnMarkup(md, self._pictures), "lms", 5)


class _OwnMarkup(Treeprocessor):
    """Turns Markdown's markup into that of app.css."""

    def __init__(self, md: Markdown, pictures: Mapping[str, Picture]) -> None:
        super().__init__(md)
        self._pictures = pictures

    def run(self, root: ET.Element) -> None:
        for at, image in enumerate(list(root.iter("img"))):
            self._picture(image, is_first=at == 0)
        for element in root.iter():
            element.tag = _HEADINGS.get(element.tag, element.tag)
        for frame in root.iterfind(".//div"):
            _frame(frame)
        _number_steps(root, inside=False)
        _wrap_tables(root)

    def _picture(self, image: ET.Element, *, is_first: bool) -> None:
        picture = self._pictures.get(image.get("src", ""))
        image.attrib = {"alt": image.get("alt", "")}
        if picture is None:
            return
        image.set("src", f"/media/{picture.sha256}.{picture.suffix}")
        if picture.width and picture.height:
            image.set("width", str(picture.width))
            image.set("height", str(picture.height))
        if not is_first:
            image.set("loading", "lazy")


def _frame(element: ET.Element) -> None:
    kind = element.get("class", "").removeprefix("admonition").strip()
    element.set("class", _FRAME_CLASS.get(kind, ""))
    title = element.find("p[@class='admonition-title']")
    if title is not None:
        title.attrib = {}
        if kind in ("nho", "ghi-so", "loi-giai"):
            title.tag = "h2"
        else:
            title.set("class", "h")


def _number_steps(element: ET.Element, *, inside: bool) -> None:
    """Steps get their bronze coin; a list inside a step stays plain."""
    for child in element:
        if child.tag == "ol" and not inside and not child.get("class"):
            child.set("class", "how")
        _number_steps(child, inside=inside or child.tag == "li")


def _wrap_tables(element: ET.Element) -> None:
    """A wide table scrolls in a box of its own, which a keyboard can reach."""
    for at, child in enumerate(list(element)):
        if child.tag != "table":
            _wrap_tables(child)
            continue
        for cell in [*child.iter("th"), *child.iter("td")]:
            align = cell.attrib.pop("align", "")
            if align == "right":
                cell.set("class", "n")
        heads = list(child.iter("th"))
        for head in heads:
            head.set("scope", "col")
        label = ", ".join(filter(None, ("".join(head.itertext()).strip() for head in heads)))
        box = ET.Element("div", {"class": "tb", "tabindex": "0", "role": "region", "aria-label": label or "Bảng"})
        box.tail, child.tail = child.tail, None
        element.remove(child)
        box.append(child)
        element.insert(at, box)


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    ).replace("<img>", "")


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src":
        return value if _LOCAL_PICTURE.fullmatch(value) else None
    if tag == "a" and attribute == "href":
        leads_to_footnote = value.startswith("#") and ADDRESS.fullmatch(value[1:])
        return value if leads_to_footnote or re.match(r"(?:https?:|mailto:|tel:)", value) else None
    if attribute == "id":
        return value if ADDRESS.fullmatch(value) else None
    return value


def _with_icons(html: str) -> str:
    """Icons come after the cleaning: an author cannot draw, we can."""
    for name, drawing in ICONS.items():
        opening = f'<div class="{name}">'
        icon = f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="{drawing}"/></svg>'
        html = html.replace(opening, opening + icon)
    return html

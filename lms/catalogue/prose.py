"""Markdown looked through before it is rendered: what an author easily gets wrong, found with its line."""

from __future__ import annotations

import re

from lms.catalogue import footnotes
from lms.catalogue.complaints import Sheet, nearest
from lms.catalogue.manuscript import FRAMES, NOTE, Mention, Prose
from lms.catalogue.words import prose as say
from lms.vietnamese import fold

LONGEST = 6_000
"""Characters of one screen, scene or explanation: ten times what fits a phone, and rendered in a moment."""
_MOST_MARKS = 80
"""Brackets, stars and the like in one part: the renderer takes quadratic time over unclosed ones."""
_MOST_MEANINGS = 40
"""Lines that begin with a colon: the renderer goes one level deeper for each of them."""
_MARKS = ("[", "(", "<", "*", "_", "`", "!", "|")
_NESTING = re.compile(r"(?:\s|>|[-*+] |\d{1,9}\. |: )*")
_DEEPEST = 16
"""Characters of indentation, quoting and list marks before the first word: four levels."""
_CODE = re.compile(r"(?<!\\)(`+)(?!`).*?(?<!`)\1(?!`)")
_TAG = re.compile(r"</?[A-Za-z][^>\s]*[^>]*>?|<[!?]")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:|tel:)[^>\s]+>")
_PICTURE = re.compile(r"!\[([^\]]{0,999}+)\]\(\s*+([^)\s]{0,999}+)\s*+(?:\"[^\"]{0,999}+\")?+\s*+\)")
_LINK = re.compile(r"(?<!!)\[[^\]]{0,999}+\]\(\s*+([^)\s]{0,999}+)([^)]{0,999}+)\)")
"""Every run is taken whole and given back never: the time these take grows with the text, not with its square."""
_GOOD_LINK = re.compile(
    r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?|mailto:[^@\s]+@[\w-]+(?:\.[\w-]+)+|tel:\+?\d[\d.-]*"
)
_LINK_TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*')\s*|\s*")
_LOOSE_LINK = re.compile(r"\]\s+\((?:https?:|mailto:|tel:|www\.)|\[[^\]^]+\]\[[^\]]*\]")
_LIST = re.compile(r"(\s*)(?:[-*+]|\d{1,3}\.)\s+\S")
_MEANING = re.compile(r" {0,3}:( *)(\S?)")
_FRAME = re.compile(r"!!!\s*(\S*)(.*)")
_MARKS_OF_A_FRAME = re.compile(rf"(?:!{{1,2}}|!{{4,}})\s*(?:{'|'.join((*FRAMES, NOTE))})\b")
_FRAME_INSIDE = re.compile(r"(?=[\s>*+\d-])(?:[\s>]|[-*+] |\d{1,3}\. )*!!!+\s*(\S+)")
"""A frame in a list, a quotation or another frame."""
_ROW = re.compile(r"\|.*\|.*")
_DASHES = re.compile(r"\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+")
_NO_DESCRIPTION = {"hinh", "hinh anh", "hinh minh hoa", "minh hoa", "anh", "anh minh hoa", "image", "picture", "photo"}


def without_comments(text: str, first_line: int, sheet: Sheet) -> str:
    """The text without the author's notes, every line still where it was."""
    kept, rest = "", text
    while "<!--" in rest:
        before, _, after = rest.partition("<!--")
        note, closing, rest = after.partition("-->")
        kept += before
        if not closing:
            sheet.add(first_line + kept.count("\n"), say.COMMENT_OPEN)
        kept += "\n" * note.count("\n")
    return kept + rest


def plain_line(text: str) -> str:
    """A heading without its marks of emphasis."""
    return re.sub(r"\*{1,2}|`", "", text).strip()


def is_sane(prose: Prose) -> bool:
    """Whether a part is short and simple enough to be rendered in a moment, whoever wrote it."""
    return _has_a_sane_size(prose, Sheet("", []))


def look_through(prose: Prose, sheet: Sheet) -> list[Mention]:
    """Write down what is wrong in a part of a lesson or quiz; give back the pictures it asks for."""
    if not _has_a_sane_size(prose, sheet):
        return []
    mentions: list[Mention] = []
    for line, text in enumerate(prose.text.split("\n"), prose.line):
        bare = _CODE.sub("", text)
        mentions += _pictures(bare, line, sheet)
        _links(bare, line, sheet)
        _tags(bare, line, sheet)
        _headings(bare, line, sheet)
        _frame_inside(bare, line, sheet)
    footnotes.look(prose, sheet)
    _blocks(prose, sheet)
    return mentions


def _has_a_sane_size(prose: Prose, sheet: Sheet) -> bool:
    length = len(prose.text)
    if length > LONGEST:
        sheet.add(prose.line, say.TOO_LONG, length=length, most=LONGEST)
        return False
    for mark in _MARKS:
        if prose.text.count(mark) > _MOST_MARKS:
            sheet.add(prose.line, say.TANGLED, mark=mark, most=_MOST_MARKS)
            return False
    if sum(bool(_MEANING.match(text)) for text in prose.text.split("\n")) > _MOST_MEANINGS:
        sheet.add(prose.line, say.TANGLED, mark=":", most=_MOST_MEANINGS)
        return False
    for line, text in enumerate(prose.text.split("\n"), prose.line):
        head = _NESTING.match(text.expandtabs(4))
        if head and len(head[0]) > _DEEPEST:
            sheet.add(line, say.NESTED)
            return False
    return True


def _pictures(text: str, line: int, sheet: Sheet) -> list[Mention]:
    found = []
    for alt, target in _PICTURE.findall(text):
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", target):
            sheet.add(line, say.PICTURE_FOREIGN, name=target)
        elif not alt.strip():
            sheet.add(line, say.NO_ALT, name=target)
        else:
            if _is_only_a_name(alt, target):
                sheet.add(line, say.ALT_NAME, name=target, alt=alt.strip())
            found.append(Mention(target, line))
    if "![" in _PICTURE.sub("", text):
        sheet.add(line, say.PICTURE_FORM)
    return found


def _is_only_a_name(alt: str, target: str) -> bool:
    """Whether a description says no more than the name of the file, or that there is a picture."""
    name = target.rpartition("/")[2]
    said = re.sub(r"[\s_-]+", " ", fold(alt).removesuffix(f".{name.rpartition('.')[2]}"))
    return said in _NO_DESCRIPTION or said == re.sub(r"[_-]+", " ", name.rpartition(".")[0])


def links_in(text: str) -> list[str]:
    """Where the links of one line lead that people can click; what stands in code marks is none."""
    bare = _CODE.sub("", text)
    return [target for target, _ in _LINK.findall(_PICTURE.sub("", bare))] + [a[1:-1] for a in _AUTOLINK.findall(bare)]


def _links(text: str, line: int, sheet: Sheet) -> None:
    bare = _PICTURE.sub("", text)
    for target, title in _LINK.findall(bare):
        if not _GOOD_LINK.fullmatch(target) or not _LINK_TITLE.fullmatch(title):
            sheet.add(line, say.LINK, target=target)
    left = _LINK.sub("", bare)
    if _LOOSE_LINK.search(bare) or ("](" in left and "![" not in left):
        sheet.add(line, say.LINK_FORM)


def _tags(text: str, line: int, sheet: Sheet) -> None:
    for tag in _TAG.findall(_AUTOLINK.sub("", text)):
        sheet.add(line, say.RAW_HTML, tag=tag[:30])


def _headings(text: str, line: int, sheet: Sheet) -> None:
    if re.match(r"#(?!#)\s", text):
        sheet.add(line, say.HEADING)
    elif re.match(r"#{2,}[^#\s]", text):
        sheet.add(line, say.HEADING_SPACE)


def _frame_inside(text: str, line: int, sheet: Sheet) -> None:
    """A frame that does not stand at the margin: a note for who teaches would be shown to who learns."""
    found = _FRAME_INSIDE.match(text)
    if found and found[1] == NOTE:
        sheet.add(line, say.NOTE_ELSEWHERE)
    elif found and found[1] not in FRAMES:
        sheet.add(line, say.FRAME_UNKNOWN, kind=found[1], near=nearest(found[1], (*FRAMES, NOTE)))


def _blocks(prose: Prose, sheet: Sheet) -> None:
    """Frames, lists and indentation: what depends on the lines before."""
    lines = prose.text.expandtabs(4).split("\n")
    watch = _Watch(sheet)
    for at, text in enumerate(lines):
        if len(lines) > 1:
            _tables(lines, at, prose.line, sheet)
        watch.see(prose.line + at, text, lines[at + 1] if at + 1 < len(lines) else "")


def _tables(lines: list[str], at: int, first_line: int, sheet: Sheet) -> None:
    """What learners would see as strokes between words: a table without its dashes, or one that hangs on a paragraph."""
    above, text = lines[at - 1].strip() if at else "", lines[at].strip()
    if not _ROW.fullmatch(text) or _ROW.fullmatch(above):
        return
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if not _DASHES.fullmatch(below):
        sheet.add(first_line + at, say.TABLE_DASHES)
    if above and not _FRAME.match(above):
        sheet.add(first_line + at, say.TABLE_GAP)


class _Watch:
    """Goes down the lines and remembers in which frame, list or paragraph it is."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._in_frame = False
        self._in_list = False
        self._in_paragraph = False
        self._in_meaning = False
        self._after_blank = True

    def see(self, line: int, text: str, following: str) -> None:
        """Look at one line."""
        if not text.strip():
            self._after_blank, self._in_paragraph = True, False
            return
        spaces = len(text) - len(text.lstrip(" "))
        if spaces == 0:
            self._at_the_margin(line, text, following)
        else:
            self._indented(line, text, spaces)
        self._after_blank = False

    def _at_the_margin(self, line: int, text: str, following: str) -> None:
        frame = _FRAME.match(text)
        meaning = _MEANING.match(text)
        is_item = bool(_LIST.match(text) or meaning)
        if _MARKS_OF_A_FRAME.match(text):
            self._sheet.add(line, say.FRAME_MARKS)
        if frame and not text.startswith("!!!!"):
            self._frame(line, frame[1], frame[2], following)
        elif meaning:
            self._meaning(line, meaning)
        elif is_item and self._in_paragraph and not self._in_list:
            self._sheet.add(line, say.LIST_GAP)
        self._in_frame, self._in_meaning = bool(frame), bool(meaning)
        self._in_list = is_item or (self._in_list and not self._after_blank)
        self._in_paragraph = not frame and not meaning and not text.startswith(("#", "|", ">", "[^"))

    def _indented(self, line: int, text: str, spaces: int) -> None:
        is_item = bool(_LIST.match(text))
        if self._in_frame and spaces < 4:  # noqa: PLR2004 - the width of an indentation, in the format's own words
            self._sheet.add(line, say.FRAME_INDENT, spaces=spaces)
        elif is_item and spaces % 4:
            self._sheet.add(line, say.LIST_INDENT, spaces=spaces)
        elif not self._in_frame and not self._in_list and self._after_blank and spaces >= 4:  # noqa: PLR2004
            self._sheet.add(line, say.CODE_INDENT)
        elif is_item and self._in_paragraph and not self._in_list:
            self._sheet.add(line, say.LIST_GAP)
        if self._in_frame:
            self._in_list = is_item or (self._in_list and not self._after_blank)
            self._in_paragraph = not is_item
        else:
            self._in_list = self._in_list or is_item

    def _meaning(self, line: int, meaning: re.Match[str]) -> None:
        """What a word means stands below the word, or below another of its meanings."""
        if not 1 <= len(meaning[1]) <= 3 or not meaning[2]:  # noqa: PLR2004 - more would be program code
            self._sheet.add(line, say.MEANING_FORM)
        elif self._after_blank or not (self._in_paragraph or self._in_meaning):
            self._sheet.add(line, say.MEANING_ALONE)

    def _frame(self, line: int, kind: str, title: str, following: str) -> None:
        if kind == NOTE:
            self._sheet.add(line, say.NOTE_ELSEWHERE)
        elif kind not in FRAMES:
            self._sheet.add(line, say.FRAME_UNKNOWN, kind=kind, near=nearest(kind, (*FRAMES, NOTE)))
        elif not re.fullmatch(r'\s+"[^"]+"\s*', title):
            self._sheet.add(line, say.FRAME_FORM)
        if not following.startswith(" ") or not following.strip():
            self._sheet.add(line, say.FRAME_EMPTY)

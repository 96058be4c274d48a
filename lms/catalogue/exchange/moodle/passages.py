"""The texts of a Moodle question as Markdown, with the files that belong to each."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lms.catalogue.exchange import words as say
from lms.catalogue.exchange.formats import AUTO, HTML, MARKDOWN, PLAIN, as_markdown
from lms.catalogue.exchange.html import Note
from lms.catalogue.exchange.moodle.pictures import Pictures
from lms.catalogue.exchange.moodle.tree import Node
from lms.catalogue.exchange.question import Refused

_FORMS = {"html": HTML, "moodle_auto_format": AUTO, "plain_text": PLAIN, "markdown": MARKDOWN}
_WITHIN = re.compile(r"""\bsrc=(["'])data:image/([a-z+.-]{1,20});base64,([^"']*)\1""", re.IGNORECASE)
_FILE = "@@PLUGINFILE@@/"


class Passages:
    """Reads the texts of one question."""

    def __init__(self, pictures: Pictures, note: Note) -> None:
        self._pictures, self._note = pictures, note

    def markdown(self, node: Node) -> str:
        """The text of an element, its pictures named as they will stand beside the quiz. Raises :class:`Refused`."""
        files = {
            f"{file.attributes.get('path', '/')}/{file.attributes.get('name', '')}".lstrip("/").replace("//", "/"): file
            for file in node.all("file")
        }
        within: list[tuple[str, str]] = []

        def taken_out(found: re.Match[str]) -> str:
            within.append((f"hinh.{found[2].lower().partition('+')[0]}", found[3]))
            return f'src="{_FILE}#{len(within) - 1}"'

        def named(source: str) -> str:
            name = unquote(source.removeprefix(_FILE)).partition("?")[0]
            if source.startswith(f"{_FILE}#"):
                return self._pictures.named(*within[int(name[1:])])
            if source.startswith(_FILE) and name in files:
                return self._pictures.named(name, files[name].words)
            here = source.startswith(_FILE) or not source
            why = ("không có trong tệp.", "it is not in the file.")
            elsewhere = ("nằm ở nơi khác trên mạng.", "it stands elsewhere on the net.")
            raise Refused(
                say.PICTURE,
                file=name[:60],
                **dict(zip(("why", "why_english"), why if here else elsewhere, strict=True)),
            )

        form = _FORMS.get(node.attributes.get("format", ""), AUTO)
        text = _WITHIN.sub(taken_out, node.first("text").words)
        if form == MARKDOWN and _FILE in text:
            raise Refused(say.PICTURE, file="@@PLUGINFILE@@", why="trong chữ Markdown.", why_english="inside Markdown.")
        return as_markdown(text, form, self._note, named)

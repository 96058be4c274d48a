"""The keys at the head of a file, read one by one; each getter writes down what is wrong and goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import yaml

from lms.catalogue.complaints import Sheet, Words, nearest
from lms.catalogue.manuscript import Draw, Prose
from lms.catalogue.words import front_matter as say
from lms.vietnamese import tidy

_FENCE = "---"
_NO_DAY = date(1, 1, 1)
_DATE_TAG = "tag:yaml.org,2002:timestamp"
_LONGEST = 500
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 60


class FrontMatter:
    """The keys of one file with their lines. What is missing or wrong yields an empty value and a complaint."""

    def __init__(self, text: str, sheet: Sheet) -> None:
        self._sheet = sheet
        self._asked: list[str] = []
        self._nodes: dict[str, tuple[int, yaml.Node]] = {}
        self.is_readable = False
        self._top = 1
        head, self.body = self._split(text)
        if head is not None:
            self._read(head)

    @classmethod
    def of_entry(cls, keys: yaml.MappingNode, sheet: Sheet) -> FrontMatter:
        """The keys of one entry of a list, in a file composed without its first line."""
        entry = cls("---\n---\n", Sheet(sheet.file, []))
        entry._sheet, entry._top = sheet, _line(keys)
        entry._take(keys)
        return entry

    def text(self, key: str, longest: int = _LONGEST, example: str = "…") -> str:
        """One line of text."""
        node = self._find(key, example)
        if node is None:
            return ""
        return self._line_of_text(key, node, longest)

    def number(self, key: str, least: int, most: int, example: int) -> int:
        """A whole number."""
        node = self._find(key, str(example))
        value = self._plain(node)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        if node is not None:
            self._add(key, say.NOT_NUMBER, least=least, most=most, example=f"{key}: {example}")
        return least

    def optional_number(self, key: str, least: int, most: int, example: int) -> int:
        """A whole number, or 0 when the key is not there."""
        if key in self._nodes:
            return self.number(key, least, most, example)
        self._asked.append(key)
        return 0

    def half_hours(self, key: str) -> int:
        """A number of hours, as half hours."""
        node = self._find(key, "1")
        value = self._plain(node)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 100 and value * 2 % 1 == 0:  # noqa: PLR2004
            return int(value * 2)
        if node is not None:
            self._add(key, say.NOT_HALF_HOURS)
        return 1

    def day(self, key: str, example: str = "2026-11-23") -> date:
        """A date, year first."""
        node = self._find(key, example)
        if node is None:
            return _NO_DAY
        value = self._plain(node)
        if type(value) is date:
            return value
        self._add(key, say.NOT_DATE)
        return _NO_DAY

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """One word out of a few."""
        node = self._find(key, choices[0])
        if node is None:
            return ""
        return self._chosen(key, node, choices)

    def choices(self, key: str, choices: Sequence[str], *, optional: bool = False) -> tuple[str, ...]:
        """Some words out of a few, each once."""
        if optional and self._is_left_out(key):
            return ()
        nodes = self._list(key, f"[{choices[0]}]", may_be_empty=optional)
        return tuple(dict.fromkeys(self._chosen(key, node, choices) for node in nodes))

    def slugs(self, key: str) -> tuple[str, ...]:
        """Names of folders, each once; none when the key is not there."""
        if self._is_left_out(key):
            return ()
        nodes = self._list(key, "[ten-khoa]", may_be_empty=True)
        return tuple(dict.fromkeys(filter(None, (self._slug(key, node) for node in nodes))))

    def texts(
        self, key: str, example: str = "[…]", *, optional: bool = False, may_be_empty: bool = False
    ) -> tuple[str, ...]:
        """A list of lines of text."""
        if optional and self._is_left_out(key):
            return ()
        nodes = self._list(key, example, may_be_empty=optional or may_be_empty)
        return tuple(self._line_of_text(key, node, _LONGEST) for node in nodes)

    def draws(self, key: str) -> tuple[Draw, ...]:
        """Which module gives how many questions."""
        node = self._find(key, "{01-ten-bai: 5}")
        if node is None:
            return ()
        if not isinstance(node, yaml.MappingNode) or not node.value:
            self._add(key, say.NOT_DRAWS)
            return ()
        found = [Draw(str(module.value), self._count(count), _line(module)) for module, count in node.value]
        for draw in found:
            if draw.count < 1:
                self._sheet.add(draw.line, say.NOT_DRAWS)
        return tuple(found)

    def nothing_else(self) -> None:
        """Complain about keys nobody asked for."""
        for key, (line, _node) in self._nodes.items():
            if key not in self._asked:
                self._sheet.add(line, say.UNKNOWN, key=key, near=nearest(key, self._asked))

    def line(self, key: str) -> int:
        """The line on which a key stands; 1 when it does not."""
        return self._nodes[key][0] if key in self._nodes else self._top

    def _split(self, text: str) -> tuple[str | None, Prose]:
        lines = text.split("\n")
        if lines[0].rstrip() != _FENCE:
            self._sheet.add(1, say.NONE)
            return None, Prose(text, 1)
        for at, line in enumerate(lines[1:], 1):
            if line.rstrip() == _FENCE:
                return "\n".join(lines[1:at]), Prose("\n".join(lines[at + 1 :]), at + 2)
        self._sheet.add(1, say.OPEN)
        return None, Prose("", len(lines))

    def _read(self, head: str) -> None:
        try:
            root = yaml.compose(head, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._sheet.add(mark.line + 2 if mark else 1, say.BROKEN)
            return
        except (yaml.YAMLError, RecursionError):
            self._sheet.add(1, say.BROKEN)
            return
        if not isinstance(root, yaml.MappingNode):
            self._sheet.add(2, say.BROKEN)
            return
        self._take(root)

    def _take(self, root: yaml.MappingNode) -> None:
        self.is_readable = True
        for key, value in root.value:
            if str(key.value) in self._nodes:
                self._sheet.add(_line(key), say.TWICE, key=key.value)
            self._nodes.setdefault(str(key.value), (_line(key), value))

    def _find(self, key: str, example: str) -> yaml.Node | None:
        self._asked.append(key)
        if key in self._nodes:
            return self._nodes[key][1]
        if self.is_readable:
            self._sheet.add(self._top, say.MISSING, key=key, example=f"{key}: {example}")
        return None

    def _list(self, key: str, example: str, *, may_be_empty: bool = False) -> list[yaml.Node]:
        node = self._find(key, example)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._add(key, say.NOT_LIST)
            return []
        if not node.value and not may_be_empty:
            self._add(key, say.EMPTY)
        return list(node.value)

    def _line_of_text(self, key: str, node: yaml.Node, longest: int) -> str:
        value = self._plain(node)
        if value is None:
            self._sheet.add(_line(node), say.EMPTY, key=key)
            return ""
        if not isinstance(value, str):
            self._sheet.add(_line(node), say.NOT_TEXT, key=key)
            return ""
        text = tidy(value)
        if not text:
            self._sheet.add(_line(node), say.EMPTY, key=key)
        if len(text) > longest:
            self._sheet.add(_line(node), say.TOO_LONG, key=key, length=len(text), most=longest)
        return text

    def _is_left_out(self, key: str) -> bool:
        if key in self._nodes:
            return False
        self._asked.append(key)
        return True

    def _slug(self, key: str, node: yaml.Node) -> str:
        text = self._line_of_text(key, node, _LONGEST_SLUG)
        if text and not _SLUG.fullmatch(text):
            self._sheet.add(_line(node), say.NOT_SLUG, key=key, value=text[:40])
            return ""
        return text

    def _chosen(self, key: str, node: yaml.Node, choices: Sequence[str]) -> str:
        value = self._plain(node)
        if value not in choices:
            shown = "" if value is None else str(value)[:40]
            self._sheet.add(_line(node), say.CHOICE, key=key, value=shown, near=nearest(shown, choices))
            return ""
        return str(value)

    def _count(self, node: yaml.Node) -> int:
        value = self._plain(node)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    @staticmethod
    def _plain(node: yaml.Node | None) -> Any:
        """The value of a single word or line; lists and maps are never unfolded, so nothing can grow."""
        if not isinstance(node, yaml.ScalarNode):
            return node
        if node.tag == _DATE_TAG and not re.fullmatch(r"\d{4}-\d\d-\d\d", node.value):
            return node.value
        try:
            return _Plain("").construct_document(node)
        except (yaml.YAMLError, ValueError):
            return node.value

    def _add(self, key: str, words: Words, **values: object) -> None:
        self._sheet.add(self.line(key), words, key=key, **values)


class _Plain(yaml.SafeLoader):
    """PyYAML's safe loader, asked for one scalar at a time."""


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 2

"""What a look at a course needs to know besides the course: its files as they are, and what stands beside the folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The files of a course without their notes, the courses and the glossary beside it."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """By the file's name as seen from the course's folder."""
    courses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Every other course in the same folder, with what is to be learned before it."""
    explained: frozenset[str] | None = None
    """Folded words of the glossary; nothing when there is no glossary."""

    def line_of(self, file: str, beginning: str) -> int:
        """The first line of a file that begins so; 1 when none does."""
        lines = self.texts.get(file, "").split("\n")
        return next((number for number, line in enumerate(lines, 1) if line.startswith(beginning)), 1)

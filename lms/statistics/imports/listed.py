"""Lists of people: who is meant by their rows, and what must be so before anything of them is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lms.statistics.imports.actions import Imported, Unconfirmed
from lms.statistics.imports.memberships.rules import Meant, Recognised, Somebody, recognise
from lms.statistics.imports.rows import Read, Row
from lms.statistics.imports.rules import Preview, Verdict
from lms.tables.reading import BadFile, Record, Wanted, lines


def read(
    content: bytes,
    columns: Iterable[Wanted],
    other_names: Mapping[str, str],
    about: Iterable[str],
    make: Callable[[Record], Row],
) -> list[Read[Row]]:
    """The rows of a list, each with what it is about. Raises :class:`BadFile` where nothing can be read."""
    named = list(about)
    found: list[Read[Row]] = []
    for line, record in lines(content, columns, other_names):
        of_whom = " ".join(record.get(name, "") for name in named).strip()
        try:
            found.append(Read(line, of_whom, make(record)))
        except ValueError as fault:
            found.append(Read(line, of_whom, None, str(fault)))
    return found


class People:
    """Those who may be meant by a list, by name and by identifier."""

    def __init__(self, found: Iterable[Somebody]) -> None:
        self._by_key: dict[str, list[Somebody]] = {}
        for somebody in found:
            for key in (somebody.name, somebody.public_id):
                self._by_key.setdefault(key, []).append(somebody)

    def recognise(self, meant: Meant) -> Recognised:
        """The one who is meant, or why nobody can say."""
        return recognise(meant, self._by_key.get(meant.public_id or meant.name, []))


def left_out(seen: Preview, *, confirmed: bool) -> int:
    """How many rows are left out of what is taken.

    Raises :class:`BadFile` when a row is wrong, and :class:`Unconfirmed` while nobody has said that doubtful rows may be
    left out.
    """
    doubtful = [f"dòng {row.line}: {row.about}: {row.sentence}" for row in seen.rows if row.verdict is Verdict.DOUBTFUL]
    if seen.complaints:
        raise BadFile(seen.complaints)
    if doubtful and not confirmed:
        raise Unconfirmed([*doubtful, f"{len(doubtful)} dòng trên chưa rõ là ai và sẽ để lại ngoài"])
    return len(doubtful)


def brought(seen: Preview) -> Imported:
    """What a list brought."""
    return Imported(*(seen.count(verdict) for verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.SAME)))

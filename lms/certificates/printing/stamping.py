"""Prints a certificate by putting its words into a mould: what never changes is written once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from lms.certificates.printing import finishing, qr
from lms.certificates.printing.mould import Line, Mould, Run
from lms.certificates.printing.shaping import Setter
from lms.certificates.printing.words import (
    LARGEST,
    SMALLEST,
    CannotStamp,
    NeedsRoom,
    ems,
    filled,
    identifier,
    is_fixed,
    words_of,
)
from lms.certificates.printing.writing import Shelf, stream_of, text_string
from lms.certificates.rules import Facts


class Stamp:
    """A mould ready for use."""

    def __init__(self, mould: Mould) -> None:
        self.mould = mould
        self.setters = {name: Setter(letters) for name, letters in mould.letters.items()}
        self.shelf = Shelf(mould.objects, 1 + max(*mould.objects, *mould.told, mould.contents, mould.metadata[0]))

    def stamped(self, facts: Facts, badge: bytes | None = None, qr_text: str | None = None) -> bytes:
        """The certificate as a PDF. Raises :class:`CannotStamp` when it must be laid out by itself."""
        mould, words = self.mould, words_of(facts)
        number, metadata = mould.metadata
        objects = {
            mould.contents: stream_of(b"", self.drawn(facts, words, qr_text)),
            number: stream_of(b"/Type /Metadata/Subtype /XML", filled(metadata, _escaped(words)).encode()),
        }
        for at, parts in mould.told.items():
            objects[at] = b"".join(p if isinstance(p, bytes) else text_string(filled(p, words)) for p in parts)
        number, catalog = mould.catalog
        first = self.shelf.free
        if badge is not None:
            objects |= finishing.badge_objects(badge, facts.issued_at, first)
            catalog = catalog.removesuffix(b">>") + finishing.badge_in_catalog(first) + b">>"
        objects[number] = catalog
        info = b"".join(b"/%s %s" % (name.encode(), text_string(filled(of, words))) for name, of in mould.info)
        objects[max(first, *objects) + 1] = b"<<" + info + b">>"
        return self.shelf.written(objects, root=number, info=max(objects), identifier=identifier(facts))

    def drawn(self, facts: Facts, words: Mapping[str, str], qr_text: str | None = None) -> bytes:
        """The operators that draw the page."""
        lines = self._lines(facts, words)
        pieces = []
        for piece in self.mould.drawing:
            if piece is None:
                pieces.append(qr.drawn(qr_text or facts.address, *self.mould.qr))
            else:
                pieces.append(piece if isinstance(piece, bytes) else lines[piece[0]][piece[1]])
        return b"\n".join(pieces)

    def try_lines(self, facts: Facts) -> None:
        """Raise :class:`CannotStamp` when the words do not fit."""
        self._lines(facts, words_of(facts))

    def _lines(self, facts: Facts, words: Mapping[str, str]) -> list[list[bytes]]:
        sizes = dict(zip(("holder", "course_title"), ems(facts, self.mould.size), strict=True))
        if sizes["holder"] <= SMALLEST[0]:
            raise CannotStamp("the name may need more than one line")
        return [list(self._set(line, words, sizes)) for line in self.mould.lines]

    def _set(self, line: Line, words: Mapping[str, str], sizes: Mapping[str, float]) -> Iterator[bytes]:
        runs = [self._shown(run, words, sizes) for run in line.runs]
        wider = sum(width - run.width for run, (_, _, width) in zip(line.runs, runs, strict=True))
        if line.width + wider > line.room:
            said = "".join(filled(run.said, words) for run in line.runs)
            raise NeedsRoom(said, frozenset(name for run in line.runs for name in run.said[1::2]))
        moved = -line.lead * wider
        for run, (shown, size, width) in zip(line.runs, runs, strict=True):
            yield b"BT\n1 0 0 -1 %.6f %.6f Tm\n/%s %.6f Tf\n%s\nET" % (
                run.x + moved,
                run.y,
                run.font.encode(),
                size,
                shown,
            )
            moved += width - run.width

    def _shown(self, run: Run, words: Mapping[str, str], sizes: Mapping[str, float]) -> tuple[bytes, float, float]:
        if is_fixed(run.said) and not run.grows_with:
            return run.drawn, run.size, run.width
        size = run.size
        if run.grows_with:
            size *= sizes[run.grows_with] / LARGEST[run.grows_with == "course_title"]
        return self.setters[run.font].set(filled(run.said, words), size, run.spacing)


def _escaped(words: Mapping[str, str]) -> dict[str, str]:
    return {name: escape(word, quote=False) for name, word in words.items()}

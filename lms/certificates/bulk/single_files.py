"""«Từng người»: a ZIP of 500 single files with a list of them and their fingerprints.

What was made step by step is read back from the heads, so that a worker killed in between begins where the last step
ended and comes to the same bytes. The papers themselves are not copied: a piece names the kept file that follows it.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from datetime import datetime

from lms.certificates import export as table
from lms.certificates.bulk import queries
from lms.certificates.bulk.models import Export
from lms.certificates.bulk.papers import KeptPaper, kept_papers, print_missing
from lms.certificates.bulk.rules import PATIENCE, PER_PART, Kind, next_stop, paper_name
from lms.certificates.bulk.steps import Piece, Step, Whole, goes_in
from lms.certificates.bulk.zipping import Entry, directory, entry_of, head
from lms.certificates.models import Certificate
from lms.clock import local, now
from lms.db import Database
from lms.jobs.rules import NotNow

WAITS = "some of the certificates wait for their signature"
LIST, SUMS = "danh-sach.csv", "SHA256SUMS"
_HEADS = (*table.HEADS, "Tệp", "SHA-256")


def next_step(database: Database, export: Export) -> Step:
    """Up to a hundred more papers; with the last of a part also its list, its fingerprints and its directory."""
    done, per_part = next_stop(Kind.ZIP, export.done, export.total), PER_PART[Kind.ZIP]
    first_of_part = export.done // per_part * per_part
    number = first_of_part // per_part + 1
    with database.reading() as db:
        new = queries.certificates(db, export.id, export.done, done)
        earlier = [
            Piece(p.content, p.certificate_id, p.size - len(p.content)) for p in queries.pieces(db, export.id, number)
        ]
        issuers = queries.later_issuers(db)
    wanted = [certificate for certificate in new if goes_in(export.looked_for, certificate)]
    if print_missing(database, wanted) and now() < export.asked_at + PATIENCE:
        raise NotNow(WAITS)
    papers = kept_papers(database, [certificate.id for certificate in wanted])
    added = [
        _piece(certificate, papers[certificate.id], issuers, local(export.asked_at))
        for certificate in wanted
        if certificate.id in papers
    ]
    begins_at, missing = sum(piece.size for piece in earlier), len(new) - len(added)
    if done < min(first_of_part + per_part, export.total):
        return Step(number, begins_at, added, done, missing=missing)
    papers_in = [*earlier, *added]
    closing = _closing(database, export, papers_in, first_of_part, done)
    whole = Whole(len(papers_in), _sha256(database, [*papers_in, *closing]))
    return Step(number, begins_at, [*added, *closing], done, whole, missing, is_last=done == export.total)


def _piece(certificate: Certificate, paper: KeptPaper, issuers: dict[int, str], at: datetime) -> Piece:
    issuer = issuers.get(certificate.issuer_id, "")
    name = paper_name(certificate.number, certificate.year, certificate.facts.holder, issuer)
    return Piece(head(Entry(name, paper.size, paper.crc), at), certificate.id, paper.size)


def _closing(database: Database, export: Export, papers: Sequence[Piece], first: int, after: int) -> list[Piece]:
    names = {piece.certificate_id: entry_of(piece.content).name for piece in papers}
    sums = {piece.certificate_id: _sha256(database, [Piece(b"", piece.certificate_id)]) for piece in papers}
    with database.reading() as db:
        certificates = queries.certificates(db, export.id, first, after)
    rows = [
        (*table.cells(table.line_of(one)), names.get(one.id, "(chưa có tệp)"), sums.get(one.id, ""))
        for one in certificates
    ]
    listed = ("\ufeff" + "".join(table.line(row) for row in (_HEADS, *rows))).encode()
    fingerprints = {names[key]: value for key, value in sums.items()} | {LIST: hashlib.sha256(listed).hexdigest()}
    summed = "".join(f"{value}  {name}\n" for name, value in fingerprints.items()).encode()
    at = local(export.asked_at)
    own = [
        (Entry(name, len(content), zlib.crc32(content)), content) for name, content in ((LIST, listed), (SUMS, summed))
    ]
    pieces = [Piece(head(entry, at) + content) for entry, content in own]
    entries, place = [], 0
    for piece, entry in [*((p, entry_of(p.content)) for p in papers), *zip(pieces, (e for e, _ in own), strict=True)]:
        entries.append((entry, place))
        place += piece.size
    return [*pieces, Piece(directory(entries, place, at))]


def _sha256(database: Database, pieces: Sequence[Piece]) -> str:
    """The fingerprint of the bytes these pieces stand for."""
    sum_ = hashlib.sha256()
    for piece in pieces:
        sum_.update(piece.content)
        if piece.certificate_id is not None:
            with database.reading() as db:
                sum_.update(queries.kept_bytes(db, piece.certificate_id))
    return sum_.hexdigest()

"""The kept files of certificates, ready to be sent on; what was not printed yet is printed now, and kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lms.certificates.background import render
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.signing.problems import CannotSign
from lms.certificates.templates.form import CannotPrint
from lms.db import Database
from lms.jobs.rules import NotNow


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """What a list says about a kept file."""

    size: int
    crc: int
    sha256: str


def print_missing(database: Database, certificates: Sequence[Certificate]) -> bool:
    """Print, and where it is done sign, those that have no file yet; whether some wait because nobody can sign now."""
    ids = [certificate.id for certificate in certificates]
    with database.reading() as db:
        kept = CertificateFile.certificate_id.in_(ids)
        there = set(db.scalars(select(CertificateFile.certificate_id).where(kept)))
    for certificate_id in ids:
        if certificate_id in there:
            continue
        try:
            keep = render(database, certificate_id)
        except (NotNow, CannotSign):
            return True
        except CannotPrint:  # that is for a person to mend; the others are not kept from theirs
            continue
        if keep is not None:
            with database.transaction() as db:
                keep(db)
    return False


def kept_papers(database: Database, certificate_ids: Iterable[str]) -> dict[str, KeptPaper]:
    """Size and fingerprints of the files there are, one file in memory at a time."""
    found = {}
    for certificate_id in certificate_ids:
        with database.reading() as db:
            file = db.get(CertificateFile, certificate_id)
        if file is not None:
            found[certificate_id] = KeptPaper(len(file.content), zlib.crc32(file.content), file.sha256)
    return found

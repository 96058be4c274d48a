"""Whether a file is the certificate it looks like: its signature, the register's fingerprint, and whether it holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from asn1crypto import x509
from sqlalchemy.orm import Session

from lms.certificates import queries
from lms.certificates.models import Certificate, Status
from lms.certificates.signing.checking import Finding, Verdict, check


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found out about a file."""

    finding: Finding
    certificate: Certificate | None
    """The certificate of which this is, to the last byte, the file that was given out."""
    is_kept_signed: bool

    @property
    def is_genuine(self) -> bool:
        """Whether the office gave out exactly this; a file it signed must carry that signature and a valid one."""
        wanted = Verdict.VALID if self.is_kept_signed else Verdict.UNSIGNED
        return self.certificate is not None and self.finding.verdict is wanted

    @property
    def holds(self) -> bool:
        """Whether it is genuine and was neither revoked nor replaced."""
        return self.certificate is not None and self.is_genuine and self.certificate.status == Status.ACTIVE


def judge_file(db: Session, content: bytes, roots: list[x509.Certificate]) -> Judgement:
    """Judge the bytes of a file. A signature the register knows is judged as of the day it was made: keys expire."""
    kept = queries.file_with(db, hashlib.sha256(content).hexdigest())
    if kept is None:
        return Judgement(check(content, roots), None, is_kept_signed=False)
    finding = check(content, roots, kept.rendered_at)
    return Judgement(finding, db.get(Certificate, kept.certificate_id), is_kept_signed=kept.is_signed)

"""Judges the signature of a file: whose it is, and whether one letter was touched since.

Readers of PDF files are kind: many call a file valid whose page was painted over afterwards. Here anything that was
added after the signature, but for what shows that the signature held, makes the file invalid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from lms.certificates.signing.chain import plain_name


class Verdict(StrEnum):
    """What a signature is worth."""

    VALID = "valid"
    INVALID = "invalid"
    """The file is not what was signed, or a key signed that nobody here trusts."""
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on a file, and whose signature it carries."""

    verdict: Verdict
    signer: str = ""
    fingerprint: str = ""
    is_stamped: bool = False
    """Whether a time-stamp server vouches for the time."""


def check(content: bytes, roots: list[x509.Certificate], moment: datetime | None = None) -> Finding:
    """Judge a file by roots, as of a moment (now, if none is said). Whatever cannot be read is invalid."""
    try:
        reader = PdfFileReader(BytesIO(content))
        signatures = list(reader.embedded_regular_signatures)
        if not signatures:
            return Finding(Verdict.UNSIGNED)
        return _judged(signatures, roots, moment)
    except Exception:  # noqa: BLE001 - a file made to confuse readers gets no traceback and no benefit of doubt
        return Finding(Verdict.INVALID)


def _judged(signatures: list[EmbeddedPdfSignature], roots: list[x509.Certificate], moment: datetime | None) -> Finding:
    signature = signatures[0]
    judge = ValidationContext(
        trust_roots=roots, allow_fetching=False, moment=moment, best_signature_time=moment, retroactive_revinfo=True
    )
    status = validate_pdf_signature(signature, judge, ts_validation_context=judge)
    holds = len(signatures) == 1 and status.bottom_line and _is_whole(status)
    certificate = signature.signer_cert
    return Finding(
        Verdict.VALID if holds else Verdict.INVALID,
        plain_name(certificate),
        certificate.sha256.hex(),
        status.timestamp_validity is not None,
    )


def _is_whole(status: PdfSignatureStatus) -> bool:
    """The signature forbids changes, covers all of the file, and nothing but proof of itself came after it."""
    return (
        status.docmdp_ok is True
        and status.coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
        and status.modification_level in (None, ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
    )

"""Judges the signature of a file: whose it is, and whether one letter was touched since.

Readers of PDF files are kind: many call a file valid whose page was painted over afterwards. Here anything that was
added after the signature, but for what shows that the signature held, makes the file invalid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from asn1crypto import cms, core, x509
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
        return _judged(content, signatures, roots, moment)
    except Exception:  # noqa: BLE001 - a file made to confuse readers gets no traceback and no benefit of doubt
        return Finding(Verdict.INVALID)


def _judged(
    content: bytes, signatures: list[EmbeddedPdfSignature], roots: list[x509.Certificate], moment: datetime | None
) -> Finding:
    signature = signatures[0]
    judge = ValidationContext(
        trust_roots=roots, allow_fetching=False, moment=moment, best_signature_time=moment, retroactive_revinfo=True
    )
    status = validate_pdf_signature(signature, judge, ts_validation_context=judge)
    holds = len(signatures) == 1 and status.bottom_line and _is_whole(status) and _is_as_ours(content, signature)
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


def _is_as_ours(content: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the place of the signature, which no signature can cover, holds what follows from the signed parts: the
    signature as we write it, and zeros. One bit more or less would mean the same to other readers.
    """
    _start, before, after, _length = signature.byte_range
    held = content[before + 1 : after - 1]
    return held == _rewritten(signature.signed_data, signature.signer_cert).ljust(len(held), b"0")


def _rewritten(signed: cms.SignedData, signer: x509.Certificate) -> bytes:
    (info,) = signed["signer_infos"]
    parts = {name: info[name] for name in ("digest_algorithm", "signed_attrs", "signature_algorithm", "signature")}
    for part in (*parts.values(), signed["certificates"]):
        part.dump(force=True)  # there are more ways to read than to write
    if not isinstance(info["unsigned_attrs"], core.Void):  # a time-stamp, which is written as its server wishes
        parts["unsigned_attrs"] = info["unsigned_attrs"]
    sid = {"issuer": signer.issuer, "serial_number": signer.serial_number}
    written = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [info["digest_algorithm"]],
            "encap_content_info": {"content_type": "data"},
            "certificates": signed["certificates"],
            "signer_infos": [{"version": "v1", "sid": cms.SignerIdentifier("issuer_and_serial_number", sid), **parts}],
        }
    )
    whole: bytes = cms.ContentInfo({"content_type": "signed_data", "content": written}).dump()
    return whole.hex().upper().encode()

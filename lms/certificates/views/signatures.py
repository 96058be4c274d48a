"""What the pages must know of a file's signature: of one that is kept, or of one that is still to come."""

from __future__ import annotations

from flask import current_app

from lms.certificates import queries
from lms.certificates.models import Certificate
from lms.certificates.rules import Signature, signature_of_file
from lms.web import reading


def signature_of(certificate: Certificate) -> tuple[Signature, str | None]:
    """Whether the file of a certificate is signed, and by whom."""
    kept = queries.signature_of(reading(), certificate.id)
    level, signer = kept or (None, None)
    signs = current_app.config["SETTINGS"].signing.is_on
    return signature_of_file(level, is_kept=kept is not None, signs=signs), signer

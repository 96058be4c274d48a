"""The office at its desk: everything a signature needs, read once, and the act of signing."""

from __future__ import annotations

import hashlib
import time
from io import BytesIO

from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSigner, signers, timestamps
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import InsufficientRevinfoError, PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lms.certificates.signing.chain import Chain, for_pyhanko, read_chain, read_roots
from lms.certificates.signing.checking import Verdict, check
from lms.certificates.signing.keys import FileKey, Key
from lms.certificates.signing.problems import CannotSign, SignerAway
from lms.certificates.signing.remote import RemoteKey
from lms.certificates.signing.signed import Signed
from lms.certificates.signing.token import TokenKey
from lms.clock import now
from lms.config_signing import Level, Signing, Way

FIELD = "CoQuan"
"""The signature field the press leaves in the page, tagged for screen readers."""
_REST_SECONDS = 15.0
_SIGNATURE, _STAMP = 2_048, 12_288  # bytes kept free beside the certificates, and for a time-stamp
_ROOT_CHECK_SECONDS = 600.0


class _OfficeSigner(signers.Signer):
    """Hands pyHanko the signature of a key of ours, once it is sure that it is one."""

    def __init__(self, chain: Chain, key: Key) -> None:
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        registry.register_multiple(for_pyhanko(one) for one in chain.between)
        super().__init__(signing_cert=for_pyhanko(chain.own), cert_registry=registry)
        self._chain, self._key = chain, key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 - pyHanko's
        if dry_run:
            return bytes(_SIGNATURE)
        signature = self._key.sign(hashlib.sha256(data).digest())
        self._chain.check(data, signature)
        return signature


class Office:
    """One desk for each process: its key, its session with a token, its time-stamp server."""

    def __init__(self, signing: Signing) -> None:
        self._signing = signing
        self.chain = read_chain(signing.chain)
        self._roots = read_roots(signing.trust)
        self._signer = _OfficeSigner(self.chain, _key(signing))
        self._stamper = (
            timestamps.HTTPTimeStamper(signing.timestamp_url, timeout=signing.seconds)
            if signing.level is not Level.B
            else None
        )
        self._seal = StaticStampStyle(background=PdfImage(signing.seal), border_width=0) if signing.seal else None
        self._away_until = 0.0
        self._judged: tuple[float, ValidationContext] | None = None

    def sign(self, pdf: bytes) -> Signed:
        """The file with the office's signature, which allows no change after it.

        Raises :class:`SignerAway`, for a few seconds without asking again, so that a thousand papers that wait do not
        each wait for an answer; or :class:`CannotSign`.
        """
        if time.monotonic() < self._away_until:
            raise SignerAway("what signs did not answer a moment ago")
        self.chain.check_time(now())
        try:
            content = self._signed(pdf)
        except SignerAway:
            self._away_until = time.monotonic() + _REST_SECONDS
            raise
        if self._stamper and check(content, self._roots).verdict is not Verdict.VALID:  # others had a hand in it
            raise CannotSign(
                "the time-stamp makes the signature invalid: see LMS_SIGN_TRUST and LMS_SIGN_TIMESTAMP_URL"
            )
        return Signed(content, self._signing.level, self.chain.subject, self.chain.fingerprint)

    def _signed(self, pdf: bytes) -> bytes:
        signer = PdfSigner(self._facts(), self._signer, timestamper=self._stamper, stamp_style=self._seal)
        output = BytesIO()
        try:
            signer.sign_pdf(
                IncrementalPdfFileWriter(BytesIO(pdf)),
                output=output,
                existing_fields_only=True,
                bytes_reserved=2 * (self.chain.size + _SIGNATURE + (_STAMP if self._stamper else 0)),  # in hexadecimal
            )
        except timestamps.TimestampRequestError as error:
            raise SignerAway(f"the time-stamp server: {error}") from error
        except (SigningError, PathError, ValidationError, ValueError) as error:
            if isinstance(error.__cause__ or error, InsufficientRevinfoError):
                self._judged = None  # it is fetched anew at the next try
                raise SignerAway(f"nothing shows that the key was not revoked: {error.__cause__ or error}") from error
            raise CannotSign(f"{type(error).__name__}: {error.__cause__ or error}") from error
        return output.getvalue()

    def _facts(self) -> PdfSignatureMetadata:
        is_lasting = self._signing.level is Level.LT
        return PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            embed_validation_info=is_lasting,
            validation_context=self._judge() if is_lasting else None,
        )

    def _judge(self) -> ValidationContext:
        """What shows that nothing was revoked: fetched anew every ten minutes, not for every paper."""
        if self._judged is None or self._judged[0] < time.monotonic():
            judge = ValidationContext(
                trust_roots=self._roots,
                other_certs=[for_pyhanko(one) for one in self.chain.above],
                allow_fetching=True,
                revocation_mode="hard-fail",
            )
            self._judged = time.monotonic() + _ROOT_CHECK_SECONDS, judge
        return self._judged[1]


def rehearse(signing: Signing) -> None:
    """Read all that signing needs, and sign once where the key lies in a file; tokens and services are left alone.

    Raises :class:`CannotSign`.
    """
    office = Office(signing)
    office.chain.check_time(now())
    if signing.way is Way.PEM:
        office.chain.check(b"", _key(signing).sign(hashlib.sha256(b"").digest()))


def _key(signing: Signing) -> Key:
    match signing.way:
        case Way.PEM:
            return FileKey(signing.key, signing.secret)
        case Way.PKCS11:
            return TokenKey(signing.library, signing.token, signing.label, signing.secret)
        case Way.REMOTE:
            return RemoteKey(signing.url, signing.secret, signing.seconds)
        case Way.NONE:
            raise CannotSign("LMS_SIGN is none")

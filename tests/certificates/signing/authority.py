"""Everything a signature needs, made for the tests on this machine: a root, keys, a list of what was revoked, and the
servers of time-stamps, of that list and of a signing service, each on a port of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image, ImageDraw

from lms.clock import now
from lms.config_signing import Signing, Way

OFFICE = "Ban Chỉ đạo Phong trào Bình dân học vụ số (thử)"
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
_DIGEST = Prehashed(hashes.SHA256())
_TSA = """
[tsa]
default_tsa = ours
[ours]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/root.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.13762.3
digests = sha256
ess_cert_id_alg = sha256
"""


@dataclass
class Place:
    """A server on this machine: what it answers can be changed while it runs."""

    port: int
    answer: Callable[[bytes], tuple[int, bytes]]
    asked: list[tuple[str, bytes]] = field(default_factory=list)
    """Authorization and body of every request."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def served(answer: Callable[[bytes], tuple[int, bytes]], kind: str = "application/octet-stream") -> Iterator[Place]:
    """A server that answers every request with what is made of its body."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            place.asked.append((self.headers.get("Authorization", ""), body))
            status, content = place.answer(body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            with suppress(OSError):  # who waited has gone
                self.end_headers()
                self.wfile.write(content)

        do_GET = do_POST  # noqa: N815 - http.server's name

        def log_message(self, *_what: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    place = Place(server.server_address[1], answer)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield place
    finally:
        server.shutdown()
        server.server_close()


class Authority:
    """A root of trust in a folder, and what it vouches for."""

    def __init__(self, folder: Path, revocation_url: str = "") -> None:
        self.folder = folder
        self._revocation_url = revocation_url
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.root = self._vouch("Gốc thử", self._key, None)
        self.trust = self._pem("root.pem", self.root)

    def office(self, name: str, key: PrivateKey, *, days: int = 30, since: int = -1) -> x509.Certificate:
        """A certificate for a key of the office; its chain lies in ``name.chain.pem``."""
        made = self._vouch(OFFICE, key, self.root, days=days, since=since)
        self._pem(f"{name}.chain.pem", made, self.root)
        return made

    def signing(self, name: str = "office", key: PrivateKey | None = None, **changes: Any) -> Signing:
        """Settings that sign with a new key in a file."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        self.office(name, key)
        said: dict[str, Any] = {
            "way": Way.PEM,
            "chain": str(self.folder / f"{name}.chain.pem"),
            "trust": str(self.trust),
            "key": str(self._private(f"{name}.key", key)),
            "seconds": 5,
        }
        return Signing(**{**said, **changes})

    def revocations(self) -> bytes:
        """The list of what was revoked: nothing."""
        made = x509.CertificateRevocationListBuilder().issuer_name(self.root.subject)
        made = made.last_update(now() - timedelta(hours=1)).next_update(now() + timedelta(days=7))
        return made.sign(self._key, hashes.SHA256()).public_bytes(Encoding.DER)

    def prepare_stamps(self) -> None:
        """Make the key of a time-stamp server, for OpenSSL."""
        key = ec.generate_private_key(ec.SECP256R1())
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        self._pem("tsa.pem", self._vouch("Giờ thử", key, self.root, usage=usage))
        self._private("tsa.key", key)
        (self.folder / "serial").write_text("01")
        (self.folder / "tsa.cnf").write_text(_TSA.format(folder=self.folder))

    def stamp(self, request: bytes) -> tuple[int, bytes]:
        """What an RFC 3161 server answers."""
        (self.folder / "request.tsq").write_bytes(request)
        made = subprocess.run(
            ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq"],
            cwd=self.folder,
            capture_output=True,
            check=True,
        )
        return 200, made.stdout

    def _vouch(
        self,
        name: str,
        key: PrivateKey,
        above: x509.Certificate | None,
        *,
        days: int = 30,
        since: int = -1,
        usage: x509.ExtendedKeyUsage | None = None,
    ) -> x509.Certificate:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        is_root = above is None
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(above.subject if above else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now() + timedelta(days=since))
            .not_valid_after(now() + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
            .add_extension(_usage(is_root=is_root), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        if usage:
            made = made.add_extension(usage, critical=True)
        if self._revocation_url and not is_root:
            where = [x509.UniformResourceIdentifier(self._revocation_url)]
            made = made.add_extension(
                x509.CRLDistributionPoints([x509.DistributionPoint(where, None, None, None)]), critical=False
            )
        return made.sign(self._key, hashes.SHA256())

    def _pem(self, name: str, *certificates: x509.Certificate) -> Path:
        file = self.folder / name
        file.write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in certificates))
        return file

    def _private(self, name: str, key: PrivateKey) -> Path:
        file = self.folder / name
        file.touch(mode=0o600)
        file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return file


def service_of(key: PrivateKey) -> Callable[[bytes], tuple[int, bytes]]:
    """What a signing service with this key answers to a digest."""

    def answer(body: bytes) -> tuple[int, bytes]:
        digest = b64decode(json.loads(body)["digest"])
        if isinstance(key, rsa.RSAPrivateKey):
            signature = key.sign(digest, padding.PKCS1v15(), _DIGEST)
        else:
            signature = key.sign(digest, ec.ECDSA(_DIGEST))
        return 200, json.dumps({"signature": b64encode(signature).decode()}).encode()

    return answer


class SoftToken:
    """A token in software, in a folder of its own, with a key of each kind."""

    LIBRARY = next(Path("/usr/lib").glob("*/softhsm/libsofthsm2.so"), Path("/usr/lib/softhsm/libsofthsm2.so"))
    TOKEN, PIN = "gcn", "246810"

    def __init__(self, folder: Path) -> None:
        (folder / "tokens").mkdir()
        config = folder / "softhsm2.conf"
        config.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
        os.environ["SOFTHSM2_CONF"] = str(config)  # the library reads it when it is loaded into this process
        self._folder = folder
        self._run("--init-token", "--free", "--label", self.TOKEN, "--so-pin", "97531", "--pin", self.PIN)

    def hold(self, label: str, key: PrivateKey, number: str) -> None:
        """Put a key into the token."""
        file = self._folder / f"{label}.p8"
        file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self._run("--import", str(file), "--token", self.TOKEN, "--label", label, "--id", number, "--pin", self.PIN)

    def signing(self, authority: Authority, label: str, key: PrivateKey, **changes: Any) -> Signing:
        """Settings that sign with a key in the token."""
        authority.office(label, key)
        said: dict[str, Any] = {
            "way": Way.PKCS11,
            "chain": str(authority.folder / f"{label}.chain.pem"),
            "trust": str(authority.trust),
            "library": str(self.LIBRARY),
            "token": self.TOKEN,
            "label": label,
            "secret": self.PIN,
        }
        return Signing(**{**said, **changes})

    def _run(self, *words: str) -> None:
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)


def page_with_field(width: int = 400) -> bytes:
    """A small file with the field the press leaves in a certificate, in place of a certificate that takes long to print."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width, 300))
    widget = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=pikepdf.String("CoQuan"),
            F=132,
            Rect=pikepdf.Array([250, 40, 350, 140]),
            P=page.obj,
        )
    )
    page.obj.Annots = pdf.make_indirect(pikepdf.Array([widget]))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([widget]), SigFlags=1)
    output = BytesIO()
    pdf.save(output, static_id=True)
    return output.getvalue()


def picture_of_seal(file: Path) -> Path:
    """A red ring on nothing, as seals are drawn for electronic documents."""
    picture = Image.new("RGBA", (240, 240), (255, 255, 255, 0))
    ImageDraw.Draw(picture).ellipse((8, 8, 232, 232), outline=(200, 16, 46, 255), width=10)
    picture.save(file)
    return file


def _usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )

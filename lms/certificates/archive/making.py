"""What stands in the archive of a year, and in which file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lms.certificates import export as table
from lms.certificates.archive import queries
from lms.certificates.archive.queries import Kept
from lms.certificates.archive.writing import Archive
from lms.certificates.badges.issuer import did_document
from lms.certificates.bulk.rules import paper_name, plain
from lms.certificates.keys.models import Purpose, SigningKey
from lms.certificates.keys.shapes import jwk, multikey, public_key
from lms.certificates.signing.chosen import chosen
from lms.certificates.templates.form import built_in
from lms.certificates.templates.models import CertificateTemplate
from lms.certificates.templates.queries import versions
from lms.clock import local
from lms.db import Database

DATA = Path(__file__).parents[1] / "data" / "archive"
_CONTEXTS = Path(__file__).parents[1] / "badges" / "contexts"
_HEADS = (*table.HEADS, "Nơi cấp", "Danh sách trạng thái", "Vị trí", "Mức chữ ký", "Người ký", "SHA-256", "Tệp")


def fill(database: Database, archive: Archive, year: int, at: datetime, *, with_papers: bool) -> None:
    """Write everything of a year. With the papers it is large, and holds what only their holders have otherwise."""
    _put_register(database, archive, year)
    if with_papers:
        _put_papers(database, archive, year)
    _put_keys(database, archive)
    _put_templates(database, archive)
    for name in sorted(path.name for path in _CONTEXTS.iterdir()):
        archive.put(f"contexts/{name}", [(_CONTEXTS / name).read_bytes()])
    _put_chain(archive)
    archive.put("kiem-tra.py", [(DATA / "kiem-tra.py").read_bytes()])
    written_at = local(at).strftime("%d/%m/%Y %H:%M")
    readme = (DATA / "README.md").read_text("utf-8").replace("{year}", str(year)).replace("{at}", written_at)
    archive.put("README.md", [readme.encode()])


def _put_register(database: Database, archive: Archive, year: int) -> None:
    rows = (_row(kept) for kept in queries.of_year(database, year))
    archive.put(f"so-cap-{year}.csv", _lines(rows))
    facts = (kept.certificate.snapshot | _state(kept) for kept in queries.of_year(database, year))
    archive.put(f"so-cap-{year}.jsonl", (json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in facts))


def _lines(rows: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
    yield ("\ufeff" + table.line(_HEADS)).encode()
    for row in rows:
        yield table.line(row).encode()


def _row(kept: Kept) -> tuple[str, ...]:
    one = kept.certificate
    return (
        *table.cells(table.line_of(one)),
        kept.issuer,
        str(one.status_list),
        str(one.status_index),
        kept.signature_level or "",
        kept.signer or "",
        kept.sha256 or "",
        _paper_name(kept) if kept.sha256 else "",
    )


def _state(kept: Kept) -> dict[str, object]:
    one = kept.certificate
    return {
        "status": str(one.status),
        "ended_on": one.ended_on.isoformat() if one.ended_on else None,
        "ended_reason": one.ended_reason,
        "status_list": one.status_list,
        "status_index": one.status_index,
        "issuer_key": kept.issuer,
        "sha256": kept.sha256,
    }


def _paper_name(kept: Kept) -> str:
    one = kept.certificate
    return f"papers/{plain(kept.issuer)}/{paper_name(one.number, one.year, one.facts.holder)}"


def _put_papers(database: Database, archive: Archive, year: int) -> None:
    for kept in queries.of_year(database, year):
        if (content := queries.paper(database, kept.certificate.id)) is not None:
            archive.put(_paper_name(kept), [content])
        if (badge := queries.badge(database, kept.certificate.id)) is not None:
            archive.put(f"badges/{kept.certificate.code}.json", [badge])


def _put_keys(database: Database, archive: Archive) -> None:
    """All of them, of whatever year: a paper does not say in which year its key was made."""
    with database.reading() as db:
        keys, hosts, lists = queries.keys(db), queries.hosts(db), queries.status_lists(db)
    for key in keys:
        archive.put(f"keys/{key.purpose}-{key.kid}.pem", [key.public_key.encode()])
    archive.put("keys/keys.json", [_json([_key(key) for key in keys])])
    badge_keys = {key.kid: public_key(key.public_key) for key in keys if key.purpose == Purpose.BADGE}
    ed25519 = {kid: key for kid, key in badge_keys.items() if isinstance(key, Ed25519PublicKey)}
    for host in hosts:
        archive.put(f"did/{plain(host)}/did.json", [_json(did_document(host, ed25519))])
    for one in lists:
        archive.put(f"status/{one.number}.json", [one.content])


def _key(key: SigningKey) -> dict[str, object]:
    public = public_key(key.public_key)
    said: dict[str, object] = {
        "kid": key.kid,
        "purpose": str(key.purpose),
        "valid_from": key.valid_from.isoformat(),
        "retired_at": key.retired_at.isoformat() if key.retired_at else None,
        "pem": key.public_key,
    }
    if isinstance(public, Ed25519PublicKey):
        said["publicKeyMultibase"] = multikey(public)
    elif isinstance(public, EllipticCurvePublicKey):
        said["jwk"] = jwk(key.kid, public)
    return said


def _put_templates(database: Database, archive: Archive) -> None:
    form = built_in()
    files = {"print.html": form.html.encode(), "print.css": form.css.encode(), **form.assets}
    for name, content in sorted(files.items()):
        archive.put(f"templates/{form.name}-built-in/{name}", [content])
    with database.reading() as db:
        published = versions(db)
    for one in published:
        for name, content in _files_of(one):
            archive.put(f"templates/{one.key}-{one.version}/{name}", [content])


def _files_of(one: CertificateTemplate) -> Iterator[tuple[str, bytes]]:
    yield "print.html", one.html.encode()
    yield "print.css", one.css.encode()
    yield "assets.zip", one.assets


def _put_chain(archive: Archive) -> None:
    """The public certificates by which the signatures in the PDF files are judged."""
    for name, file in (("chain.pem", chosen().chain), ("trust.pem", chosen().trust)):
        if file and Path(file).is_file():
            archive.put(f"signing/{name}", [Path(file).read_bytes()])


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"

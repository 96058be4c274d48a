"""Publishing a template: a version is written once and never changed."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.certificates.rules import TemplateVersion
from lms.certificates.templates import queries
from lms.certificates.templates.folder import BadTemplate, Draft
from lms.certificates.templates.models import CertificateTemplate
from lms.certificates.templates.shipped import KEY, shipped
from lms.db import insert_once


def newest_version(db: Session, key: str, now: datetime) -> TemplateVersion:
    """What certificates are printed on from now on; the program's own template publishes itself when it is new."""
    row = queries.newest(db, key or KEY)
    if not key or key == KEY:
        row = row if row and row.digest == shipped().form.digest else _publish(db, shipped(), now, may_be_stamped=True)
    assert row is not None  # noqa: S101 - an issuer is not taken with a template that is not there
    return TemplateVersion(row.key, row.version, tuple(row.languages))


def publish(
    db: Session, draft: Draft, now: datetime, *, may_be_stamped: bool, by: int | None = None
) -> CertificateTemplate:
    """Make a draft that the guard let pass the version papers are printed on from now on.

    What is published already is not published again. Raises :class:`BadTemplate` when the key is taken.
    """
    if draft.key == KEY:
        raise BadTemplate([f"«{KEY}» là mẫu đi kèm chương trình; hãy đặt key khác"])
    row = queries.newest(db, draft.key)
    if row is not None and row.digest == draft.form.digest:
        return row
    made = _publish(db, draft, now, may_be_stamped=may_be_stamped, by=by)
    record(db, "certificates.publish-template", f"template:{made.key}/{made.version}", now, actor_id=by)
    return made


def _publish(
    db: Session, draft: Draft, now: datetime, *, may_be_stamped: bool, by: int | None = None
) -> CertificateTemplate:
    """The newest version, which says what the draft says; whoever comes second gets what the first one wrote."""
    newest = queries.newest(db, draft.key)
    version = newest.version + 1 if newest else 1
    made: CertificateTemplate | None = db.scalar(
        insert_once(db, CertificateTemplate)
        .values(_row(draft, version, now, may_be_stamped=may_be_stamped, by=by))
        .on_conflict_do_nothing(index_elements=["key", "version"])
        .returning(CertificateTemplate)
    )
    if made is not None:
        return made
    winner = queries.newest(db, draft.key)
    if winner is None or winner.digest != draft.form.digest:
        raise BadTemplate([f"có người vừa công bố một bản khác của «{draft.key}»; hãy chạy lại"])
    return winner


def _row(draft: Draft, version: int, now: datetime, *, may_be_stamped: bool, by: int | None) -> dict[str, object]:
    return {
        "key": draft.key,
        "version": version,
        "name": draft.name,
        "html": draft.form.html,
        "css": draft.form.css,
        "assets": _packed(draft),
        "fonts": sorted(draft.form.fonts),
        "languages": list(draft.languages),
        "may_be_stamped": may_be_stamped,
        "digest": draft.form.digest,
        "published_at": now,
        "published_by": by,
    }


def _packed(draft: Draft) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as zipped:
        for name, content in sorted(draft.form.assets.items()):
            zipped.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return packed.getvalue()

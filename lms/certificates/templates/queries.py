"""Every read of templates. A version never changes, so a process remembers those it printed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from weakref import WeakKeyDictionary
from zipfile import ZipFile

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates import queries
from lms.certificates.rules import Facts
from lms.certificates.templates.form import CannotPrint, Form, built_in
from lms.certificates.templates.models import CertificateTemplate
from lms.certificates.templates.shipped import KEY

_Wanted = tuple[str, int, str]
_kept: WeakKeyDictionary[object, dict[_Wanted, Form]] = WeakKeyDictionary()


def newest(db: Session, key: str) -> CertificateTemplate | None:
    """The version of a template that certificates are printed on from now on."""
    of_it = select(CertificateTemplate).where(CertificateTemplate.key == key)
    return db.scalar(of_it.order_by(CertificateTemplate.version.desc()).limit(1))


def versions(db: Session) -> list[CertificateTemplate]:
    """Every published version, by key, the newest first."""
    order = CertificateTemplate.key, CertificateTemplate.version.desc()
    return list(db.scalars(select(CertificateTemplate).order_by(*order)))


def is_known(db: Session, key: str) -> bool:
    """Whether an issuer may print on the template with this key; empty is the one that comes with the program."""
    return key in ("", KEY) or newest(db, key) is not None


def form_of(db: Session, facts: Facts) -> Form:
    """The form a certificate is printed on: the version that was newest at its issue, with the issuer's picture.

    Raises :class:`CannotPrint` when it is not there.
    """
    kept = _kept.setdefault(db.get_bind().engine.pool, {})
    wanted = facts.template, facts.template_version, facts.logo
    if wanted not in kept:
        kept[wanted] = _with_logo(db, _form(db, facts), facts.logo)
    return kept[wanted]


def _form(db: Session, facts: Facts) -> Form:
    if not facts.template:
        return built_in()
    row = db.scalar(
        select(CertificateTemplate).where(
            CertificateTemplate.key == facts.template, CertificateTemplate.version == facts.template_version
        )
    )
    if row is None:
        raise CannotPrint(f"there is no version {facts.template_version} of the template {facts.template}")
    return Form(
        name=row.key,
        version=row.version,
        html=row.html,
        css=row.css,
        assets=_unpacked(row.assets),
        fonts=frozenset(row.fonts),
        may_be_stamped=row.may_be_stamped,
    )


def _with_logo(db: Session, form: Form, name: str) -> Form:
    if not name:
        return form
    content = queries.logo(db, name)
    if content is None:
        raise CannotPrint(f"the picture {name} of the issuer is not there")
    return replace(form, assets={**form.assets, name: content})


def _unpacked(packed: bytes) -> Mapping[str, bytes]:
    with ZipFile(BytesIO(packed)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}

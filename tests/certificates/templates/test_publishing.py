"""A version of a template is written once; what was issued on it prints on it for ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from lms.certificates.actions import issue
from lms.certificates.models import Certificate, Issuer
from lms.certificates.rules import Facts, Statement
from lms.certificates.templates.actions import publish
from lms.certificates.templates.folder import BadTemplate, Draft
from lms.certificates.templates.form import CannotPrint, Form, built_in
from lms.certificates.templates.models import CertificateTemplate
from lms.certificates.templates.queries import form_of
from lms.certificates.templates.shipped import shipped
from lms.db import Database
from tests.builders import NOON, World
from tests.certificates.paper import some_facts
from tests.conftest import rows

Completes = Callable[..., Statement]


def draft(css: str = "") -> Draft:
    """A template of an office, with something of its own."""
    form = shipped().form
    own = Form("rieng", 0, form.html, form.css + css, {**form.assets, "hoa.svg": b"<svg/>"}, form.fonts)
    return replace(shipped(), key="rieng", name="Mẫu riêng", form=own)


def published(database: Database, what: Draft) -> int:
    with database.transaction() as db:
        version = publish(db, what, NOON, may_be_stamped=False).version
        db.execute(update(Issuer).values(template=what.key))
    return version


def issued(database: Database, statement: Statement) -> Facts:
    with database.transaction() as db:
        return issue(db, statement, NOON).facts


def test_the_program_publishes_its_own_when_it_is_first_printed_on(
    database: Database, completes: Completes, world: World
) -> None:
    facts = issued(database, completes(world.an))

    assert (facts.template, facts.template_version) == ("chung", 1)
    issued(database, completes(world.binh))
    assert rows(database, "SELECT key, version FROM certificate_template") == [("chung", 1)]
    with database.reading() as db:
        assert form_of(db, facts) == built_in()


def test_each_change_is_a_version_and_the_same_is_none(database: Database) -> None:
    assert [published(database, draft(css)) for css in ("", "p{}", "p{}", "")] == [1, 2, 2, 3]
    assert rows(database, "SELECT count(*) FROM audit_row WHERE act = 'certificates.publish-template'") == [(3,)]


def test_a_later_version_changes_nothing_that_was_issued(
    database: Database, completes: Completes, world: World
) -> None:
    published(database, draft())
    before = issued(database, completes(world.an))
    published(database, draft("p { color: red }"))
    after = issued(database, completes(world.binh))

    assert (before.template_version, after.template_version) == (1, 2)
    with database.reading() as db:
        assert db.scalars(select(Certificate).order_by(Certificate.number)).first().facts == before  # type: ignore[union-attr]
        assert form_of(db, before).digest == draft().form.digest
        assert form_of(db, after).digest == draft("p { color: red }").form.digest


@pytest.mark.parametrize("change", [update(CertificateTemplate).values(html="?"), delete(CertificateTemplate)])
def test_the_database_lets_nobody_change_or_delete_a_version(database: Database, change: object) -> None:
    published(database, draft())

    with pytest.raises(DBAPIError, match="never changes"), database.transaction() as db:
        db.execute(change)  # type: ignore[call-overload]


def test_no_office_takes_the_key_of_the_program(database: Database) -> None:
    with pytest.raises(BadTemplate, match="chung"), database.transaction() as db:
        publish(db, shipped(), NOON, may_be_stamped=True)


def test_certificates_from_before_templates_print_as_they_did(database: Database) -> None:
    kept = some_facts().as_json()
    for name in ("template", "template_version", "logo", "logo_alt", "english"):
        del kept[name]
    facts = Facts.from_json(kept)

    assert facts == some_facts()
    with database.reading() as db:
        assert form_of(db, facts) == built_in()


def test_a_version_that_is_not_there_is_not_replaced_by_another(database: Database) -> None:
    published(database, draft())

    for missing in ({"template": "rieng", "template_version": 7}, {"logo": "logo-0.png"}):
        with database.reading() as db, pytest.raises(CannotPrint):
            form_of(db, some_facts(**missing))

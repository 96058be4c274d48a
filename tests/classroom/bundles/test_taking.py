"""What goes along of a class, and what home refuses to take in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lms.audit.models import AuditRow
from lms.catalogue.published import PublishedCourse
from lms.certificates.keys.models import Purpose, SigningKey
from lms.classroom.bundles import sealing
from lms.classroom.bundles.bringing import Bringing, bring
from lms.classroom.bundles.contents import TABLES
from lms.classroom.bundles.models import OpenedBundle
from lms.classroom.bundles.opening import read_bundle
from lms.classroom.bundles.results import FACTS, make_results
from lms.classroom.bundles.rules import MOST_BYTES, MOST_RESULTS
from lms.classroom.bundles.sealing import BadBundle, Opened
from lms.classroom.bundles.taking import Taken, take
from lms.clock import now
from lms.db import Base, Database
from lms.people.models import Person
from lms.problems import Conflict, Problem
from tests.builders import PASSWORD_HASH, World
from tests.classroom.bundles.conftest import Open, figures
from tests.classroom.conftest import Change, Lesson, make
from tests.learning.learners import read_lessons


def opened(content: bytes) -> Opened:
    return sealing.unseal(content, sealing.BUNDLE, lambda said: sealing.public_from(said["public_key"]), MOST_BYTES)


def test_nobody_else_and_no_secret_goes_along(
    database: Database, lesson: Lesson, course: PublishedCourse, world: World
) -> None:
    with database.transaction() as db:
        db.get_one(Person, world.an.person_id).phone = "+84912345678"
    for somebody in (world.an, world.dung):
        read_lessons(database, somebody, course)

    taken = take(database, lesson.id, world.binh.person_id, now(), 30)
    parts = opened(taken.content).parts

    everything = b"\n".join(parts.values()).decode(errors="replace")
    assert {row["name"] for row in opened(taken.content).document("rows/person.json")} == {
        world.an.name,
        world.binh.name,
    }
    for never in (world.dung.name, world.chi.name, world.giang.name, "912345678", PASSWORD_HASH, "argon2"):
        assert never not in everything
    assert len(opened(taken.content).document("rows/screen_read.json")) == 4
    with database.reading() as db:
        recorded = db.query(AuditRow).filter_by(act="classroom.take_along").one()
        key = db.query(SigningKey).filter_by(purpose=Purpose.BUNDLE).one()
    assert (recorded.actor_id, recorded.details["people"], recorded.details["serial"]) == (world.binh.person_id, 1, 1)
    assert opened(taken.content).manifest["key"] == key.kid


def test_every_table_of_courses_goes_along_or_is_left_out_on_purpose() -> None:
    of_authors = {"source_file", "item_analysis", "draft", "draft_published"}
    of_the_moment = {"class_wall", "live_question", "found_burst"}
    made_anew = {"indexed_screen"}
    stays = of_authors | of_the_moment | made_anew
    belongs = {"course", "course_version", "module", "screen", "item"}
    named = {
        name
        for name, table in Base.metadata.tables.items()
        if any(key.column.table.name in belongs for key in table.foreign_keys)
    }
    of_people = {
        name
        for name in named
        if "person" in Base.metadata.tables[name].c or "person_id" in Base.metadata.tables[name].c
    }

    assert named - of_people - stays - {model.__tablename__ for model in TABLES} == set()


def test_a_bundle_opens_only_where_and_while_it_may(taken: Taken, open_bundle: Open) -> None:
    read_bundle(taken.content, now(), taken.fingerprint.upper().replace(" ", ""))
    for at, wanted, problem in (
        (now(), "0000", "another key"),
        (now() - timedelta(days=1), "", "clock"),
        (now() + timedelta(days=31), "", "ended"),
    ):
        with pytest.raises(Problem, match=problem):
            read_bundle(taken.content, at, wanted)
    laptop = open_bundle(taken.content)
    with laptop.reading() as db:
        class_id = db.query(OpenedBundle).one().class_id
    with pytest.raises(Conflict, match="itself been opened"):
        take(laptop, class_id, None, now(), 30)


def test_home_takes_in_nothing_foreign_forged_or_meant_for_another_class(
    database: Database, taken: Taken, laptop: Database, world: World
) -> None:
    made, by = make_results(laptop, now()).content, Bringing(None, now())
    other = make(database, world, "5K7M2P")
    read = sealing.unseal(
        made, sealing.RESULTS, lambda _said: sealing.private_from(key_of(laptop)).public_key(), MOST_RESULTS
    )
    said = {name: value for name, value in read.manifest.items() if name not in ("parts", "version")}
    before = figures(database)

    def forged(key: Ed25519PrivateKey, **more: object) -> bytes:
        return sealing.seal({**said, **more}, dict(read.parts), key)

    own, foreign = sealing.private_from(key_of(laptop)), Ed25519PrivateKey.generate()
    for content, meant, problem in (
        (taken.content, by, "not its results"),
        (forged(foreign), by, "changed"),
        (forged(own, bundle="another"), by, "not taken along from this server"),
        (forged(own, **{"class": other.public_id}), by, "another class"),
        (made, Bringing(None, now(), other.id), "another class"),
        (forged(own, totals={}), by, "changed"),
        (made[:-100], by, "changed"),
    ):
        with pytest.raises(BadBundle, match=problem):
            bring(database, content, meant)
    nonsense = sealing.seal(said, {FACTS: b'{"people":[{}]}'}, own)
    with pytest.raises(BadBundle):
        bring(database, nonsense, by)
    assert figures(database) == before


def test_looking_first_writes_nothing(
    database: Database, laptop: Database, course: PublishedCourse, world: World
) -> None:
    read_lessons(laptop, world.an, course)
    before = figures(database)

    account = bring(database, make_results(laptop, now()).content, Bringing(None, now(), is_dry_run=True))

    assert account.totals()["read"] == {"new": 4}
    assert figures(database) == before
    with database.reading() as db:
        assert db.query(AuditRow).filter_by(act="classroom.bring_back").count() == 0


def test_a_closed_class_is_not_taken_along(
    database: Database, lesson: Lesson, course: PublishedCourse, change: Change
) -> None:
    change(closed_at=now())

    with pytest.raises(Conflict, match="closed"):
        take(database, lesson.id, None, now(), 30)
    with pytest.raises(Problem, match="1 to 90 days"):
        take(database, lesson.id, None, now(), 91)


def key_of(laptop: Database) -> str:
    """The key that a laptop signs with."""
    with laptop.reading() as db:
        return db.query(OpenedBundle).one().key

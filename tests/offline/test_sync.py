"""What was done without a network arrives exactly once, in the right name, and nothing of it disappears unsaid."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from lms.catalogue.queries import published
from lms.clock import now
from lms.db import new_id
from lms.learning.models import Answer
from lms.offline.models import OfflineEvent, OfflineToken
from tests.conftest import rows
from tests.courses import publish_tiny_course
from tests.learning.learners import answer_all, prepare
from tests.offline.conftest import HOST, answer, ask_for_token, handing_in, reading, send

COUNTS = "SELECT count(*) FROM offline_event", "SELECT count(*) FROM answer", "SELECT count(*) FROM screen_read"


@pytest.fixture
def counts(database):
    return lambda: tuple(rows(database, statement)[0][0] for statement in COUNTS)


@pytest.fixture
def outcomes(database):
    return lambda: [row[0] for row in rows(database, "SELECT outcome FROM offline_event ORDER BY received_at, id")]


def test_lessons_and_answers_arrive(an, telephone, course, counts, world, database):
    phone = telephone(an)
    events = [reading(course, 1, 1), reading(course, 1, 2)]
    events += [answer(course, 1, 1, 1), answer(course, 1, 2, 0, 2), answer(course, 1, 3, 1), handing_in(course, 1)]

    sent = phone.send(*events)

    assert sent.status_code == 200
    assert sent.get_json() == {"done": [event["id"] for event in events], "told": []}
    assert counts() == (6, 3, 2)
    results = "SELECT person_id, score, max_score FROM attempt JOIN enrolment ON enrolment.id = enrolment_id"
    assert rows(database, results) == [(world.an.person_id, 3, 3)]


def test_sent_again_and_again_it_counts_once(an, telephone, course, counts):
    phone, events = telephone(an), [reading(course, 1, 1), answer(course, 1, 1, 0)]

    first = phone.send(*events)
    for _ in range(3):
        assert phone.send(*events).get_json() == first.get_json()

    assert counts() == (2, 1, 1)


def test_two_telephones_never_add_up(an, telephone, course, database):
    for phone in (telephone(an), telephone(an)):
        phone.send(answer(course, 1, 1, 1), answer(course, 1, 2, 0, 2), answer(course, 1, 3, 1), handing_in(course, 1))

    assert rows(database, "SELECT max(score), min(score) FROM attempt") == [(3, 3)]
    assert rows(database, "SELECT count(*) FROM enrolment") == [(1,)]


def test_a_token_names_its_owner_whoever_is_signed_in(an, dung, telephone, course, database, world):
    phone = telephone(an)

    dung.client.post(
        "/offline/sync",
        base_url=HOST,
        json={"events": [reading(course, 1, 1)]},
        headers={"Sec-Fetch-Site": "same-origin", "Authorization": f"Bearer {phone.token}"},
    )

    assert rows(database, "SELECT person_id FROM enrolment") == [(world.an.person_id,)]


def test_without_a_token_that_holds_nothing_is_taken(an, guest, telephone, course, counts, database):
    phone = telephone(an)
    with database.transaction() as db:
        db.execute(update(OfflineToken).values(expires_at=now() - timedelta(minutes=1)))

    assert phone.send(reading(course, 1, 1)).status_code == 401
    assert send(guest.client, "made-up", [reading(course, 1, 1)]).status_code == 401
    assert counts() == (0, 0, 0)


def test_the_clock_of_the_telephone_is_not_trusted(an, telephone, course, database):
    phone, at = telephone(an), now()
    years = [(at + timedelta(days=days)).isoformat() for days in (-365, 365)]

    phone.send(reading(course, 1, 1, at=years[0]), reading(course, 1, 2, at=years[1]), answer(course, 1, 1, 1, at="gà"))

    with database.reading() as db:
        said = list(db.scalars(select(OfflineEvent.client_time)))
    assert len(said) == 3
    assert all(at - timedelta(minutes=1) < each <= now() for each in said)


def test_an_answer_to_a_question_that_was_rewritten_is_kept_and_told(an, telephone, course, outcomes, database, world):
    phone, old = telephone(an), course
    with database.transaction() as db:
        publish_tiny_course(db, title="Viết lại")
    prepare(database, world.an, course_of(database))

    sent = phone.send(answer(old, 1, 1, 1), answer(old, 1, 1, 1, version=9)).get_json()

    assert len(sent["done"]) == 2
    assert sorted(outcomes()) == ["done", "other-version"], "what stands in both versions counts in both"
    assert [one["outcome"] for one in sent["told"]] == ["other-version"]
    assert sent["told"][0]["words"]


def course_of(database):
    with database.reading() as db:
        return published(db, rows(database, "SELECT id FROM course_version WHERE is_current")[0][0])


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "/courses/other/01-bai-mot/1"},
        {"path": "/courses/tiny/09-khong-co/1"},
        {"path": "/courses/tiny/01-bai-mot/77"},
        {"path": "https://example.com/"},
    ],
)
def test_what_the_course_does_not_have_is_kept_and_told(an, telephone, course, outcomes, counts, changes):
    sent = telephone(an).send(reading(course, 1, 1, **changes)).get_json()

    assert [one["outcome"] for one in sent["told"]] == ["unknown"]
    assert outcomes() == ["unknown"]
    assert counts() == (1, 0, 0)


def test_an_answer_in_an_attempt_of_somebody_else_is_kept_and_told(
    an, dung, telephone, course, outcomes, database, world
):
    attempt = answer_all(database, world.dung, course, "01-bai-mot", right=True)
    before = rows(database, "SELECT count(*) FROM answer")

    event = answer(course, 1, 1, 1)
    event["fields"]["attempt"] = [attempt]
    sent = telephone(an).send(event).get_json()

    assert [one["outcome"] for one in sent["told"]] == ["other-person"]
    assert outcomes() == ["other-person"]
    assert rows(database, "SELECT count(*) FROM answer") == before


def test_an_answer_in_a_final_begun_on_the_line_arrives(an, telephone, course, database, world):
    prepare(database, world.an, course)
    attempt = answer_all(database, world.an, course, right=False)

    event = answer(course, 1, 1, 0)
    event |= {"path": "/courses/tiny/final/2", "fields": {"attempt": [attempt], "choice": ["1"]}}
    assert telephone(an).send(event).get_json()["told"] == []

    with database.reading() as db:
        saved = db.get_one(Answer, event["id"])
    assert (saved.attempt_id, saved.sequence) == (attempt, 2)


def test_an_event_number_that_was_used_for_something_else_loses_nothing(an, dung, telephone, course, database, world):
    mine, number = telephone(an), new_id()
    theirs = telephone(dung)
    mine.send(reading(course, 1, 1, id=number))

    theirs.send(reading(course, 1, 1, id=number))
    sent = mine.send(answer(course, 1, 1, 1, id=number)).get_json()

    assert sent["done"] == [number]
    assert sent["told"][0]["outcome"] == "refused"
    assert rows(database, "SELECT count(*) FROM offline_event") == [(3,)]
    assert rows(database, f"SELECT person_id, kind FROM offline_event WHERE id = '{number}'") == [  # noqa: S608
        (world.an.person_id, "read")
    ]


@pytest.mark.parametrize(
    "document",
    [
        None,
        {},
        {"events": "read"},
        {"events": [{}]},
        {"events": [{"id": "1", "kind": "read", "path": "/", "fields": {}, "version": 1}]},
        {"events": [{"id": new_id(), "kind": "drop", "path": "/", "fields": {}, "version": 1}]},
        {"events": [{"id": new_id(), "kind": "read", "path": "/", "fields": {"a": "b"}, "version": 1}]},
        {"events": [{"id": new_id(), "kind": "read", "path": "/", "fields": {}, "version": 1}] * 501},
    ],
)
def test_what_is_no_list_of_events_is_refused_whole(app, an, telephone, counts, document):
    phone = telephone(an)

    refused = app.test_client().post(
        "/offline/sync",
        base_url=HOST,
        json=document,
        headers={"Sec-Fetch-Site": "same-origin", "Authorization": f"Bearer {phone.token}"},
    )

    assert refused.status_code == 422
    assert counts() == (0, 0, 0)


def test_a_token_takes_so_much_a_day(an, telephone, course, monkeypatch):
    monkeypatch.setattr("lms.offline.actions.MOST_A_DAY", 2)
    phone = telephone(an)

    assert phone.send(reading(course, 1, 1), reading(course, 1, 2)).status_code == 200
    assert phone.send(reading(course, 2, 1)).status_code == 429


def test_a_token_is_given_only_to_script_of_this_site(an, guest, course):
    assert ask_for_token(an, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert ask_for_token(an, Origin="https://example.com").status_code == 403
    assert ask_for_token(an, Accept="*/*").status_code == 403, "a browser says where it asks from"
    assert ask_for_token(guest).status_code == 401
    assert ask_for_token(an, "none").status_code == 404
    assert ask_for_token(an, Origin=HOST).status_code == 200


def test_only_the_fingerprint_of_a_token_is_kept(an, telephone, database):
    phone = telephone(an)

    kept = str(rows(database, "SELECT * FROM offline_token"))

    assert phone.token not in kept


def test_on_a_shared_machine_nobody_writes_in_a_name_for_long(an, telephone):
    until = datetime.fromisoformat(ask_for_token(an).get_json()["until"])

    assert until < now() + timedelta(hours=5)

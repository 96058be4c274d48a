"""The database that PostgreSQL tests take turns with is for each of them as it was in the beginning."""

import psycopg
import pytest
from sqlalchemy import make_url

from tests.reused import Reused

EVERYBODY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'reused%' AND pid <> pg_backend_pid()"
)


@pytest.fixture
def reused(cluster, postgresql_template):
    one = Reused(cluster, make_url(postgresql_template.url).database)
    yield one
    one.close()


def changed_by(reused, *statements):
    """The people and the next number of a consent, after somebody did this and gave the database back."""
    with psycopg.connect(reused.borrow(), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
    reused.give_back()
    with psycopg.connect(reused.borrow()) as connection:
        people = connection.execute("SELECT * FROM person ORDER BY id").fetchall()
        number = connection.execute("SELECT nextval('person_id_seq')").fetchone()
    reused.give_back()
    return people, number


def test_what_was_changed_deleted_and_counted_on_is_put_back(reused):
    untouched = changed_by(reused)

    assert changed_by(reused, "UPDATE person SET name = 'X'", "SELECT nextval('person_id_seq')") == untouched
    assert changed_by(reused, "TRUNCATE consent") == untouched


def test_after_a_change_of_the_schema_there_is_a_new_copy(reused):
    untouched = changed_by(reused)

    assert changed_by(reused, "CREATE TABLE more (id int)", "ALTER TABLE person DROP COLUMN phone") == untouched


def test_whoever_is_still_in_it_is_sent_away(reused):
    with psycopg.connect(reused.borrow()) as forgotten:
        forgotten.execute("DELETE FROM consent")
        reused.give_back()
        with pytest.raises(psycopg.OperationalError):
            forgotten.execute("SELECT 1")


def test_who_sends_everybody_away_is_forgiven(reused):
    untouched = changed_by(reused)

    assert changed_by(reused, "DELETE FROM consent", EVERYBODY) == untouched

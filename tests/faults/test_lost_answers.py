"""A line that loses three of ten answers after the server has done its work: everything is recorded exactly once."""

import pytest
from sqlalchemy import select

from lms.learning.models import Answer, Attempt, Enrolment
from lms.offline.models import OfflineEvent, Outcome
from tests.offline.line import Line
from tests.offline.senders import hold, losing, send_all


def send_over_a_losing_line(server, database, world, course, people, each, at_once):
    """So many answers, sent again and again until each is acknowledged; then the books are looked at."""
    held = hold(database, world, course, people, each)
    with server, Line(server.port) as line:
        line.rule = losing(people * each)
        unanswered = send_all(line, held, at_once)

    assert unanswered > people * each / at_once * 0.2, "the line was too good"
    whose = {event["id"]: one.owner.person_id for one in held for event in one.events}
    assert len(whose) == people * each
    with database.reading() as db:
        events = {row.id: row for row in db.scalars(select(OfflineEvent))}
        answers = db.execute(
            select(Answer.submission, Answer.chosen, Enrolment.person_id)
            .join(Attempt, Attempt.id == Answer.attempt_id)
            .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        ).all()
    assert {key: row.person_id for key, row in events.items()} == whose
    assert {row.outcome for row in events.values()} == {Outcome.DONE}
    assert len(answers) == len(whose)
    assert {row.submission: row.person_id for row in answers} == whose
    said = {event["id"]: [int(each) for each in event["fields"]["choice"]] for one in held for event in one.events}
    assert {row.submission: row.chosen for row in answers} == said
    assert server.complaints == ""


def test_300_answers_over_a_line_that_loses_three_of_ten(server, database, world, course):
    send_over_a_losing_line(server, database, world, course, people=15, each=20, at_once=4)


@pytest.mark.long
def test_10000_answers_over_a_line_that_loses_three_of_ten(server, database, world, course):
    send_over_a_losing_line(server, database, world, course, people=50, each=200, at_once=1)

"""The own page says where to go on first, then what was reached, in words; nothing of others stands on it."""

from __future__ import annotations

import re
from datetime import timedelta

from lms.catalogue.published import PublishedCourse
from lms.clock import now
from lms.db import Database, new_id
from lms.learning import actions as learning
from lms.learning.models import Attempt, Enrolment, Mode
from lms.notices.actions import tell
from lms.people.requests import actions as requests
from lms.people.requests.rules import What
from tests.builders import NOON, Somebody, World
from tests.courses import publish_tiny_course
from tests.home.test_desk import certify
from tests.pages import Browser


def read_first_lesson(database: Database, somebody: Somebody, course: PublishedCourse) -> None:
    with database.transaction() as db:
        for screen in course.modules[0].screens:
            learning.mark_read(db, somebody.person_id, course, screen.id, NOON)


def take_final(
    database: Database, somebody: Somebody, course: PublishedCourse, number: int, points: int, *, hours_ago: int
) -> None:
    """A final that was handed in, with so many of ten points."""
    at = now() - timedelta(hours=hours_ago)
    with database.transaction() as db:
        enrolment = learning.enrol(db, somebody.person_id, course, at)
        db.add(
            Attempt(
                id=new_id(),
                enrolment_id=enrolment.id,
                quiz="final",
                number=number,
                mode=Mode.ALONE,
                drawn=[],
                started_at=at,
                submitted_at=at,
                score=points,
                max_score=10,
                passed=points >= 8,
            )
        )


def test_where_to_go_on_stands_first(an: Browser, database: Database, world: World, second: PublishedCourse) -> None:
    read_first_lesson(database, world.an, second)

    text = an.get("/desk").text

    lamp = text.index('<a class="b gold" href="/courses/sau/01-bai-mot/quiz"')
    assert lamp < text.index("Khóa tôi đang học") < text.index("Chứng nhận của tôi")
    assert len(re.findall(r'<a class="b gold"', text)) == 1


def test_progress_is_said_in_words(an: Browser, database: Database, world: World, second: PublishedCourse) -> None:
    read_first_lesson(database, world.an, second)

    assert "1/5 xong; còn: câu hỏi bài 1, đọc bài 2, câu hỏi bài 2" in an.get("/desk").text


def test_only_courses_begun_stand_there(an: Browser, database: Database, world: World, second: PublishedCourse) -> None:
    read_first_lesson(database, world.an, second)

    assert re.findall(r'<a class="go" href="/courses/(\w+)"', an.get("/desk").text) == ["sau"]


def test_the_best_final_stands_with_its_day(
    an: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    take_final(database, world.an, first, 1, 5, hours_ago=60)
    take_final(database, world.an, first, 2, 7, hours_ago=40)
    take_final(database, world.an, first, 3, 6, hours_ago=1)
    take_final(database, world.binh, first, 1, 9, hours_ago=1)

    text = an.get("/desk").text

    assert "7 trên 10 điểm" in text
    assert "5 trên 10" not in text
    assert "9 trên 10" not in text


def test_tries_left_or_the_next_try_are_said(
    an: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    take_final(database, world.an, first, 1, 5, hours_ago=60)
    assert "Đợt này còn 2 lần làm bài." in an.get("/desk").text

    take_final(database, world.an, first, 2, 5, hours_ago=1)
    assert "Được làm lại từ" in an.get("/desk").text


def test_of_a_course_that_is_learned_again_only_the_finals_of_this_time_stand(
    an: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    take_final(database, world.an, first, 1, 7, hours_ago=70)
    take_final(database, world.an, first, 2, 6, hours_ago=65)
    with database.transaction() as db:
        db.add(
            Enrolment(
                person_id=world.an.person_id,
                course_id=first.course_id,
                version_id=first.version_id,
                edition=2,
                enrolled_at=NOON,
            )
        )
    assert "trên 10 điểm" not in an.get("/desk").text

    take_final(database, world.an, first, 1, 5, hours_ago=60)

    text = an.get("/desk").text
    assert "5 trên 10 điểm" in text
    assert "7 trên 10" not in text
    assert "Đợt này còn 2 lần làm bài." in text


def test_a_certificate_can_be_seen_and_downloaded(
    an: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    code = certify(database, world.an.person_id, world.village_1, first).code

    text = an.get("/desk").text

    assert f'href="/certificates/{code}"' in text
    assert f'href="/certificates/{code}.pdf"' in text


def test_a_course_published_anew_is_marked_for_those_who_began_the_old_one(
    an: Browser, binh: Browser, database: Database, world: World, first: PublishedCourse
) -> None:
    read_first_lesson(database, world.an, first)
    with database.transaction() as db:
        publish_tiny_course(db, "dau", title="Khóa đầu, sửa lại", order=1)

    assert "khóa học có bản mới" in an.get("/desk").text
    assert "Khóa học «Khóa đầu» có bản mới" in an.get("/notices").text
    assert "có bản mới" not in binh.get("/desk").text


def test_news_stand_on_the_desk_and_beside_the_name(an: Browser, database: Database, world: World) -> None:
    assert "tin mới" not in an.get("/desk").text
    with database.transaction() as db:
        tell(db, world.an.person_id, "card-printed", NOON, key="1")

    assert an.get("/desk").text.count("1 tin mới") == 2
    assert an.get("/privacy").text.count("1 tin mới") == 1


def test_waiting_requests_are_counted(an: Browser, database: Database, world: World) -> None:
    with database.transaction() as db:
        requests.ask(db, world.an.person_id, What.CORRECTION, NOON, note="Sai tên")

    assert "1 yêu cầu đang được xem" in an.get("/desk").text


def test_a_newcomer_is_led_to_the_first_lesson(an: Browser, first: PublishedCourse) -> None:
    text = an.get("/desk").text

    assert '<a class="b gold" href="/courses/dau/01-bai-mot/1"' in text
    assert "Khóa tôi đang học" not in text
    assert "Kết quả bài cuối khóa" not in text


def test_staff_keep_their_desk_above(binh: Browser, database: Database, world: World, first: PublishedCourse) -> None:
    read_first_lesson(database, world.binh, first)

    text = binh.get("/desk").text

    assert text.index("Giúp bà con học") < text.index("Việc học của tôi") < text.index("Khóa tôi đang học")


def test_every_way_on_it_leads_somewhere(an: Browser, first: PublishedCourse) -> None:
    for address in set(re.findall(r'<a class="go" href="(/[^"]+)"', an.get("/desk").text)):
        assert an.get(address).status_code == 200, address


def test_looking_changes_nothing(an: Browser, database: Database, first: PublishedCourse) -> None:
    an.get("/desk")

    with database.reading() as db:
        assert db.query(Enrolment).count() == 0


def test_settings_offer_size_contrast_and_language(an: Browser) -> None:
    text = an.get("/account/settings").text

    assert re.findall(r'name="(fs|co|lang)" value="(\w+)"(?: lang="\w+")? aria-pressed="true"', text) == [
        ("fs", "1"),
        ("co", "0"),
        ("lang", "vi"),
    ]


def test_what_is_chosen_under_settings_stays(an: Browser) -> None:
    sent = an.post("/view", page="/account/settings", fs="3", next="/account/settings")

    text = an.follow(sent).text
    assert 'data-fs="3"' in text
    assert 'name="fs" value="3" aria-pressed="true"' in text

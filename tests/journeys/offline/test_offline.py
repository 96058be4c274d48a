"""Learning without a network, in a real browser on a line that breaks: nothing lost, nothing doubled, nobody mistaken."""

import json
import re
import time

import pytest
from sqlalchemy import select, update

from lms.clock import now
from lms.config import ROOT
from lms.learning.models import Answer, Attempt, Enrolment, ScreenRead
from lms.offline.models import OfflineEvent, OfflineToken
from lms.web.models import WebSession
from tests.courses import publish_tiny_course
from tests.journeys.visitor import phone_page
from tests.offline.line import Fate, broken, hung, through

pytestmark = pytest.mark.browser

AWAY = ROOT / "lms" / "offline" / "worker" / "away.js"
GONE = """async () => {
    const there = await navigator.serviceWorker.getRegistration();
    if (there) await there.update();
    while (await navigator.serviceWorker.getRegistration() || (await caches.keys()).length)
        await new Promise(later => setTimeout(later, 50));
}"""
LEFT = "() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
WOKEN = (
    "() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"  # Playwright keeps pages from it
)
PATIENCE = 4  # seconds that the worker waits for a line on which nothing comes


def first(course):
    return f"/courses/{course.slug}/01-bai-mot"


def questions(course, number=1):
    return f"{first(course)}/quiz/{number}?copy"


def answers_of(house, course):
    """Whose answers there are, question by question, for this course."""
    with house.database.reading() as db:
        rows = db.execute(
            select(Enrolment.person_id, Answer.item_id, Answer.submission, Answer.chosen)
            .join(Attempt, Attempt.enrolment_id == Enrolment.id)
            .join(Answer, Answer.attempt_id == Attempt.id)
            .where(Enrolment.course_id == course.course_id)
            .order_by(Answer.saved_at, Answer.sequence)
        )
        return [tuple(row) for row in rows]


def owners(house, course):
    return [row[0] for row in answers_of(house, course)]


def lost_at(path, times=1):
    """A line that loses the answers to requests for this path, so many times."""
    left = [times]

    def rule(_method, asked):
        if asked.startswith(path) and left[0] > 0:
            left[0] -= 1
            return Fate.LOST
        return Fate.THROUGH

    return rule


# --- Hearing ---

HEARD = """async () => {
    const player = document.querySelectorAll("audio")[1], answer = await fetch(player.src, { headers: { Range: "bytes=3-9" } });
    const whole = new Uint8Array(await (await fetch(player.src)).arrayBuffer());
    const piece = new Uint8Array(await answer.arrayBuffer());
    player.load();
    player.preload = "metadata";
    await new Promise((done, failed) => { player.onloadedmetadata = done; player.onerror = failed; });
    return [answer.status, answer.headers.get("Content-Range"), String(piece) === String(whole.slice(3, 10)), whole.length];
}"""


def test_what_can_be_heard_is_fetched_by_itself_in_the_language_one_hears(loaded, house, tmp_path):
    course = house.spoken_course(tmp_path)
    loaded.fetch(course.slug)
    buttons = loaded.page.locator("[data-tell=hear]:visible")
    assert [" ".join(words.split()) for words in buttons.all_inner_texts()] == [
        "Lấy cả phần nghe: Tiếng Việt (1 phút, 0,1 MB)",
        "Lấy cả phần nghe: Tiếng Mường (1 phút, 0,1 MB)",
    ]
    assert not any(url.endswith(".mp3") for url in loaded.kept())

    loaded.page.locator("[data-language=mtq]").click()
    loaded.page.wait_for_selector("[data-sound=mtq] p:not([hidden])")
    house.line.rule = broken
    loaded.open(f"{first(course)}/1")

    status, piece, is_same, size = loaded.page.evaluate(HEARD)
    assert (status, piece, is_same) == (206, f"bytes 3-9/{size}", True)
    assert any(name.startswith(f"sound-{course.slug}-mtq") for name in loaded.caches())
    assert not any(name.endswith("-vi") for name in loaded.caches())


def test_a_course_that_is_removed_takes_its_sounds_along(loaded, house, tmp_path):
    course = house.spoken_course(tmp_path)
    loaded.fetch(course.slug)
    loaded.page.locator("[data-language=vi]").click()
    loaded.page.wait_for_selector("[data-sound=vi] p:not([hidden])")

    loaded.page.locator("[data-tell=remove]").click()
    loaded.page.wait_for_selector("[data-part=none]:not([hidden])")

    assert not any(course.slug in name for name in loaded.caches())


# --- Fetching ---


def test_what_is_kept_is_complete_and_names_nobody(loaded, course):
    kept = loaded.kept()

    assert {
        f"/courses/{course.slug}",
        f"{first(course)}/1",
        f"{first(course)}/quiz/3/answer",
        "/static/app.css",
    } <= set(kept)
    assert not [
        path for path, text in kept.items() if re.search(r"data-who|Mây|Token", text) and not path.endswith("js")
    ]


def test_an_interrupted_download_is_no_download_and_goes_on_where_it_stopped(phone, house, course, line):
    one = phone()
    one.sign_in(house.somebody())
    one.open(f"/courses/{course.slug}")
    one.page.wait_for_selector("[data-part=none]:not([hidden])")
    fetched = []

    def breaks(_method, path):
        if path.startswith("/offline/copies/courses/"):
            fetched.append(path)
        return Fate.BROKEN if len(fetched) > 6 else Fate.THROUGH

    line.rule = breaks
    one.press_fetch()
    one.page.wait_for_function("() => /Chưa tải xong/.test(document.querySelector('#keep').innerText)")
    assert one.page.is_hidden("[data-part=kept]")
    line.rule = through
    line.paths()
    one.press_fetch()
    one.page.wait_for_selector("[data-part=kept]:not([hidden])")

    again = [path for path in line.paths() if path.startswith("/offline/copies/courses/")]
    assert again
    assert not set(again) & set(fetched[:3]), "what was there is not fetched twice"


def test_without_room_it_says_so_and_leaves_nothing_by_half(phone, house, course, line):
    one = phone()
    one.open(f"/courses/{course.slug}")
    one.page.wait_for_selector("[data-part=none]:not([hidden])")
    network = one.page.context.new_cdp_session(one.page)
    network.send("Storage.overrideQuotaForOrigin", {"origin": line.base_url, "quotaSize": 200_000})

    one.press_fetch()
    one.page.wait_for_function("() => /gần hết chỗ/.test(document.querySelector('#keep').innerText)")

    assert one.page.is_hidden("[data-part=kept]")
    assert not [name for name in one.caches() if name.startswith("course-")]


def test_pressing_the_button_is_answered_before_anything_has_come(phone, course, line):
    one = phone()
    one.open(f"/courses/{course.slug}")
    one.page.wait_for_selector("[data-part=none]:not([hidden])")
    line.rule = hung

    one.press_fetch()

    assert one.page.inner_text("#keep [role=status]").startswith("Đang tải: 0")
    assert one.page.is_visible("#keep progress")


def test_a_changed_copy_on_the_way_is_not_taken(phone, course, line):
    one = phone()
    one.open(f"/courses/{course.slug}")
    one.page.wait_for_selector("[data-part=none]:not([hidden])")
    line.instead[f"/offline/copies{first(course)}/1"] = b"<p>something else</p>"

    one.press_fetch()
    one.page.wait_for_function("() => /Chưa tải xong/.test(document.querySelector('#keep').innerText)")

    assert one.page.is_hidden("[data-part=kept]")


def test_an_update_fetches_only_what_has_changed_and_an_interrupted_one_keeps_the_old(loaded, house, course, line):
    with house.database.transaction() as db:
        publish_tiny_course(db, course.slug, title="Khóa viết lại")
    loaded.open(f"/courses/{course.slug}")
    loaded.page.locator("[data-tell=look]").click()
    loaded.page.wait_for_selector("[data-part=news]:not([hidden])")
    assert "Khóa này có bản mới" in loaded.page.inner_text("#keep")
    line.rule = lambda _method, path: Fate.BROKEN if "/offline/copies" in path else Fate.THROUGH
    loaded.press_fetch()
    loaded.page.wait_for_function("() => /Chưa tải xong/.test(document.querySelector('#keep').innerText)")
    line.rule = broken
    loaded.open(f"/courses/{course.slug}")
    assert loaded.heading == "Khóa mẫu", "the old copy stays until the new one is complete"

    line.rule = through
    loaded.open(f"/courses/{course.slug}")
    loaded.page.wait_for_selector("[data-part=news]:not([hidden])")
    line.paths()
    loaded.press_fetch()
    loaded.page.wait_for_function("() => /Đã tải xong/.test(document.querySelector('#keep').innerText)")

    asked = [path for path in line.paths() if path.startswith(("/offline/copies", "/static", "/media"))]
    assert asked == [f"/offline/copies/courses/{course.slug}"]
    assert len([name for name in loaded.caches() if name.startswith(f"course-{course.slug}-")]) == 1


def test_whoever_has_seen_the_new_text_is_told_where_the_old_one_is_shown(loaded, house, course, line):
    with house.database.transaction() as db:
        publish_tiny_course(db, course.slug, title="Khóa viết lại")
    loaded.open(f"/courses/{course.slug}")
    loaded.page.wait_for_selector("[data-part=news]:visible")
    line.rule = broken

    loaded.open(f"{first(course)}/1")

    loaded.page.wait_for_selector("[data-old]:visible")
    assert "Khóa này đã có bản mới" in loaded.text


# --- Reading and answering ---


def test_a_kept_lesson_opens_at_once_when_the_server_is_gone(loaded, course, line):
    line.rule = broken

    began = time.monotonic()
    loaded.open(f"{first(course)}/1")

    assert loaded.heading == "Màn hình 1.1"
    assert time.monotonic() - began < PATIENCE, "it is not taken for a line that hangs"
    assert loaded.page.evaluate("() => Array.from(document.images).every(one => one.complete && one.naturalWidth > 0)")


def test_a_kept_lesson_opens_while_the_network_still_hangs(loaded, course, line):
    line.rule = hung
    line.paths()

    loaded.open(f"{first(course)}/1")

    assert loaded.heading == "Màn hình 1.1"
    assert f"{first(course)}/1" in line.paths(), "the server was asked first"
    assert f"{first(course)}/1" not in line.given_up, "and nobody waited for the line to end"


def test_a_page_that_is_not_there_says_so_and_leads_to_what_is(loaded, course, line):
    line.rule = broken

    loaded.open("/desk")

    assert "chưa có trong máy" in loaded.heading
    assert loaded.press(f"#kept-courses a[href='/courses/{course.slug}']") == f"/courses/{course.slug}"
    assert loaded.heading == "Khóa mẫu"


def test_a_lesson_and_its_questions_are_done_offline_and_arrive(loaded, house, course, line):
    line.rule = broken
    loaded.open(f"{first(course)}/1")
    assert loaded.press("main form button.b") == f"{first(course)}/2"
    assert loaded.press("main form button.b") == f"{first(course)}/quiz"
    assert loaded.press("main a.b") == questions(course)
    assert loaded.press("main form button.b").endswith("?copy&missing")
    assert "Chọn một câu trả lời" in loaded.text
    for number, place in ((1, 1), (2, 0), (3, 1)):
        assert loaded.answer(place).startswith(f"{first(course)}/quiz/{number}/answer?copy")
        assert "Đã lưu trên máy" in loaded.text
        assert ("Đúng rồi!" in loaded.text) == (number != 2)
        loaded.press("main a.b:not(.two), main form button.b")
    assert loaded.path == f"/courses/{course.slug}/02-bai-hai/1"
    assert loaded.page.inner_text("#outbox").startswith("3 câu trả lời chưa gửi")
    assert len(loaded.outbox()) == 6

    line.rule = through
    loaded.open("/")
    loaded.wait_until_sent()

    assert loaded.page.wait_for_selector("#outbox", state="hidden") is None
    assert [row[3] for row in answers_of(house, course)] == [[1], [0], [1]]
    with house.database.reading() as db:
        [attempt] = db.scalars(
            select(Attempt)
            .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
            .where(Enrolment.course_id == course.course_id)
        )
        read = db.scalars(
            select(ScreenRead)
            .join(Enrolment, Enrolment.id == ScreenRead.enrolment_id)
            .where(Enrolment.course_id == course.course_id)
        )
        assert (attempt.score, attempt.max_score) == (2, 3)
        assert len(list(read)) == 2


def test_when_the_servers_word_is_lost_it_is_sent_again_and_counted_once(loaded, house, course, line):
    line.rule = broken
    loaded.open(questions(course))
    loaded.answer()
    line.rule = lost_at("/offline/sync", 99)
    for _ in range(3):
        loaded.meet()
        assert len(answers_of(house, course)) == 1
        assert len(loaded.outbox()) == 1

    line.rule = through
    loaded.meet()

    assert loaded.outbox() == []
    assert len(answers_of(house, course)) == 1


def test_a_form_on_the_line_whose_page_is_lost_is_kept_and_counted_once(loaded, house, course, line):
    loaded.open(f"{first(course)}/quiz")
    loaded.press("main form button.b")
    line.rule = lost_at(f"{first(course)}/quiz/1", 9)  # Chromium itself tries again before it gives up

    path = loaded.answer(1)

    assert path.startswith("/offline/kept?next=")
    assert loaded.heading == "Đã lưu trên máy"
    loaded.wait_until_sent()
    assert len(answers_of(house, course)) == 1
    assert loaded.press("main a.b") == questions(course, 2)


def test_an_answer_given_when_the_network_goes_is_kept_with_its_attempt(loaded, house, course, line):
    loaded.open(f"{first(course)}/quiz")
    loaded.press("main form button.b")
    line.rule = broken
    loaded.answer(0)
    assert loaded.heading == "Đã lưu trên máy"
    [kept] = loaded.outbox()
    line.rule = through
    loaded.meet()

    assert loaded.outbox() == []
    [(_, _, submission, _)] = answers_of(house, course)
    assert submission == kept["id"]
    assert "attempt" in kept["fields"]


def test_two_windows_send_together_and_it_counts_once(loaded, house, course, line):
    line.rule = broken
    for number in (1, 2, 3):
        loaded.open(questions(course, number))
        loaded.answer()
    line.rule = through
    other = loaded.page.context.new_page()
    other.goto(f"{loaded.base_url}/", wait_until="commit")
    loaded.open("/")
    loaded.wait_until_sent()

    assert len(answers_of(house, course)) == 3


def test_a_clock_that_is_a_year_off_changes_nothing(loaded, house, course, line):
    line.rule = broken
    loaded.open(questions(course))
    loaded.answer()
    loaded.page.evaluate(
        """() => new Promise(done => {
            const asked = indexedDB.open("lms");
            asked.onsuccess = () => {
                const box = asked.result.transaction("outbox", "readwrite").objectStore("outbox");
                box.getAll().onsuccess = all => {
                    for (const one of all.target.result) box.put({ ...one, at: "2019-01-01T00:00:00.000Z" });
                };
                box.transaction.oncomplete = () => { asked.result.close(); done(); };
            };
        })"""
    )
    line.rule = through
    loaded.meet()

    with house.database.reading() as db:
        [event] = db.scalars(select(OfflineEvent).join(OfflineToken).where(OfflineToken.course_id == course.course_id))
        token = db.get_one(OfflineToken, event.token_id)
    assert event.client_time == token.issued_at
    assert len(answers_of(house, course)) == 1


def test_a_lesson_that_was_rewritten_meanwhile_loses_no_answer(loaded, house, course, line):
    line.rule = broken
    loaded.open(questions(course))
    loaded.answer(1)
    with house.database.transaction() as db:
        publish_tiny_course(db, course.slug, title="Khóa viết lại")
    line.rule = through
    loaded.meet()

    assert loaded.outbox() == []
    assert len(answers_of(house, course)) == 1


# --- Whose it is ---


def test_a_session_that_ended_meanwhile_does_not_keep_answers_from_arriving(phone, house, course, line):
    one, somebody = phone(), house.somebody()
    one.sign_in(somebody)
    one.fetch(course.slug)
    line.rule = broken
    one.open(questions(course))
    one.answer()
    with house.database.transaction() as db:
        db.execute(update(WebSession).where(WebSession.login_id == somebody.login_id).values(expires_at=now()))
    line.rule = through
    one.open("/")
    one.wait_until_sent()

    assert owners(house, course) == [somebody.person_id]


@pytest.mark.parametrize("how", ["expired", "revoked"])
def test_a_token_that_holds_no_more_keeps_the_answers_until_one_signs_in_again(phone, house, course, line, how):
    one, somebody = phone(), house.somebody()
    one.sign_in(somebody)
    one.fetch(course.slug)
    line.rule = broken
    one.open(questions(course))
    one.answer()
    one.page.context.clear_cookies()
    ended = {"expires_at": now()} if how == "expired" else {"revoked_at": now()}
    with house.database.transaction() as db:
        db.execute(update(OfflineToken).where(OfflineToken.person_id == somebody.person_id).values(**ended))
    line.rule = through
    one.open("/")
    one.page.wait_for_selector("[data-again]:visible")
    assert "Đăng nhập lại để gửi" in one.page.inner_text("#outbox")
    assert answers_of(house, course) == []
    assert len(one.outbox()) == 1

    one.sign_in(somebody)
    one.open("/")
    one.wait_until_sent()

    assert owners(house, course) == [somebody.person_id]


def test_two_people_share_a_phone_and_nobody_answers_for_the_other(phone, house, course, line):
    one, mother, daughter = phone(), house.somebody("Hà Thị Mẹ"), house.somebody("Hà Thị Con")
    one.sign_in(mother)
    one.fetch(course.slug)
    one.open("/account")
    line.rule = broken
    one.page.locator("form[action='/sign-out'] button").first.scroll_into_view_if_needed()
    # an answer in another window, then out, all without a network
    other = one.page.context.new_page()
    other.goto(one.base_url + questions(course))
    other.locator(".pick label").first.click()
    with other.expect_navigation():
        other.click("main form button.b")
    other.close()
    one.press("form[action='/sign-out'] button")
    assert one.heading == "Đã thoát trên máy này"
    one.page.wait_for_selector("[data-some]:visible")
    assert one.page.locator("[data-some]").inner_text().endswith("1")

    one.open(questions(course, 2))  # nobody is in: nobody's name is used
    one.answer()
    assert "không được giữ lại" in one.text
    assert len(one.outbox()) == 1

    line.rule = through
    one.open("/desk")
    assert "/sign-in" in one.path, "signed out for good before anything of hers is shown"
    one.wait_until_sent()
    assert owners(house, course) == [mother.person_id]

    one.sign_in(daughter)
    one.open("/")
    one.wait_until_known()
    line.rule = broken
    one.open(questions(course))
    one.answer()
    line.rule = through
    one.open("/")
    one.wait_until_sent()
    assert owners(house, course) == [mother.person_id, daughter.person_id]
    assert "Mẹ" not in json.dumps(one.memory())


def test_a_phone_that_has_only_copies_left_can_be_handed_on(loaded, house, course, line):
    line.rule = broken
    loaded.open(questions(course))
    loaded.answer()
    loaded.press('footer a[href="/switch"]')
    loaded.press("main form[action='/sign-out'] button")
    assert loaded.heading == "Đã thoát trên máy này"

    line.rule = through
    loaded.open("/desk")
    assert "/sign-in" in loaded.path, "the server has heard of it"
    loaded.wait_until_sent()
    assert len(answers_of(house, course)) == 1


def test_what_one_left_unsent_goes_in_her_name_after_another_has_signed_in(phone, house, course, line):
    one, mother, daughter = phone(), house.somebody("Hà Thị Mẹ"), house.somebody("Hà Thị Con")
    one.sign_in(mother)
    one.fetch(course.slug)
    line.rule = broken
    one.open(questions(course))
    one.answer()
    one.sign_in(daughter)
    line.rule = lambda _method, path: Fate.BROKEN if path == "/offline/sync" else Fate.THROUGH
    one.open("/")
    one.wait_until_known()
    line.rule = broken
    one.open(questions(course, 2))
    one.answer()
    line.rule = through
    one.open("/")
    one.wait_until_sent()

    assert sorted(owners(house, course)) == sorted([mother.person_id, daughter.person_id])


def test_back_after_signing_out_without_a_network_shows_nothing_of_hers(phone, house, course, line):
    one = phone()
    one.sign_in(house.somebody("Hà Thị Mẹ"))
    one.fetch(course.slug)
    one.open("/account")
    line.rule = broken
    one.page.evaluate(LEFT)
    assert one.page.locator("html").is_hidden(), "what the browser puts to sleep is blank"

    with one.page.expect_navigation():
        one.page.evaluate(WOKEN)

    assert "chưa có trong máy" in one.heading
    assert "Mẹ" not in one.page.content()


# --- Other ways ---


def test_a_file_carries_answers_to_a_phone_that_can_send(chromium, loaded, phone, house, course, line, tmp_path):
    line.rule = broken
    loaded.open(questions(course))
    loaded.answer()
    loaded.open("/offline/unsent")
    loaded.page.wait_for_selector("[data-save]:visible")
    with loaded.page.expect_download() as coming:
        loaded.page.click("[data-save]")
    coming.value.save_as(tmp_path / coming.value.suggested_filename)
    line.rule = through
    teacher, brings = phone(), house.somebody()
    teacher.sign_in(brings)
    for said in ("Đã lưu 1 câu trả lời", "Đã lưu 1 câu trả lời"):
        teacher.open("/offline/file")
        teacher.page.set_input_files("#file", tmp_path / "tra-loi-1.json")
        teacher.press("main form button.b")
        assert said in teacher.text

    [owner] = owners(house, course)
    assert owner != brings.person_id


def test_the_switch_takes_worker_and_courses_away_but_no_answer(loaded, course, line):
    line.rule = broken
    loaded.open(questions(course))
    loaded.answer()
    line.rule = lambda _method, path: Fate.BROKEN if path == "/offline/sync" else Fate.THROUGH
    line.instead["/sw.js"] = AWAY.read_bytes()
    loaded.open("/")
    loaded.page.evaluate(GONE)

    assert loaded.caches() == []
    assert len(loaded.outbox()) == 1


def test_in_zalo_there_is_one_sentence_instead(chromium, course, line):
    page = phone_page(chromium)
    page.add_init_script(
        "Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (Linux; Android 9; wv) Zalo android/24' })"
    )
    page.goto(f"{line.base_url}/courses/{course.slug}")
    page.wait_for_selector("[data-part=app]:visible")

    assert "Mở bằng Chrome để dùng phần này" in page.inner_text("#keep")
    assert page.locator("[data-tell=download]:visible").count() == 0
    page.context.close()


def test_the_size_and_the_colours_one_has_chosen_hold_without_a_network(loaded, course, line):
    line.rule = broken
    loaded.open(f"{first(course)}/1")
    loaded.press("button[name=fs]")

    assert loaded.path == f"{first(course)}/1"
    assert loaded.page.locator("html").get_attribute("data-fs") == "2"

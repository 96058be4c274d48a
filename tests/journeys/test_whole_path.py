"""The whole path on a real phone: a citizen learns, earns a certificate, and the commune's figure moves."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from lms.catalogue.queries import current
from lms.certificates.codes import grouped, new_code
from lms.certificates.models import Certificate
from lms.clock import local_date, now
from lms.learning.models import Enrolment, ScreenRead
from lms.people.models import Login
from tests.journeys.figures import figures, moved
from tests.journeys.learner import Learner
from tests.journeys.paper import scanned, words_on

COURSE = "dich-vu-cong"
NAME, BIRTH_YEAR = "Hoàng Thị Ngọc Ánh", 1961
SAVED = re.compile(r"Đã lưu( câu \d+)? lúc \d\d:\d\d")
THIS_YEAR = local_date(now()).year

pytestmark = [pytest.mark.browser, pytest.mark.far]


@pytest.fixture
def course(database):
    with database.reading() as db:
        return current(db, COURSE)


@pytest.mark.parametrize(
    ("template", "has_script"),
    [("sqlite", True), ("postgresql", False)],
    ids=["sqlite", "postgresql-without-script"],
    indirect=["template"],
)
def test_a_citizen_learns_and_the_figure_of_the_commune_moves(database, course, server, visitor, world, tmp_path):
    province = visitor()
    province.sign_in(world.hoa)
    before = figures(province, (THIS_YEAR - 1, THIS_YEAR))

    learner = Learner(visitor(), database)
    begin_as_a_guest(learner, course)
    sign_up_and_keep_what_was_read(learner, course, database)
    answer_the_practice(learner, course, server)
    confirm_the_name(learner)
    pass_the_final(learner, server)
    certificate = the_certificate(database)
    download_the_paper(learner, certificate, server, tmp_path)

    check_it_as_a_stranger(visitor(), certificate)
    find_it_in_the_register(visitor(), world, certificate)
    do_not_find_it_elsewhere(visitor(), world, certificate)
    province.open(f"/certificates/{certificate.code}")
    assert NAME in province.text

    assert moved(before, figures(province, (THIS_YEAR - 1, THIS_YEAR))) == {
        (str(THIS_YEAR), "adult", "25"): "1",
        (str(THIS_YEAR), "adult", "08500"): "1",
        (str(THIS_YEAR), "adult", "08500.01"): "1",
    }
    see_the_figure(province)
    see_the_desks(visitor, world)


def begin_as_a_guest(learner, course):
    """A guest sees the courses and reads two screens."""
    guest = learner.visitor
    guest.open("/")
    for slug in ("dich-vu-cong", "an-toan-so", "tri-tue-nhan-tao"):
        assert guest.page.locator(f"main a[href='/courses/{slug}']").first.is_visible()
    guest.press(f"main a[href='/courses/{COURSE}']")
    guest.go_on()
    learner.read_screen()
    learner.read_screen()
    assert guest.path == screen(course, 0, 3)


def sign_up_and_keep_what_was_read(learner, course, database):
    """After signing up one is where one was, and the two screens are read."""
    learner.sign_up(NAME, BIRTH_YEAR, "lam thao", "Khu 1", "một hai ba bốn")
    learner.visitor.go_on()
    assert learner.visitor.path == screen(course, 0, 3)
    with database.reading() as db:
        [enrolment] = db.scalars(select(Enrolment))
        read = set(db.scalars(select(ScreenRead.screen_id).where(ScreenRead.enrolment_id == enrolment.id)))
        login = db.scalars(select(Login).where(Login.person_id == enrolment.person_id)).one()
    assert read == {one.id for one in course.modules[0].screens[:2]}
    assert login.password_hash.startswith("$argon2id$")


def answer_the_practice(learner, course, server):
    """Read every lesson to its end and answer every question; nothing is lost on the way."""
    for number, module in enumerate(course.modules):
        read_on(learner)
        learner.visitor.go_on()
        for question in range(1, len(module.practice) + 1):
            assert learner.visitor.path.endswith(f"/{module.slug}/quiz/{question}")
            if (number, question) == (0, 1):
                answer_wrongly_first(learner)
            if (number, question) == (0, 4):
                nothing_is_lost(learner, server, f"/courses/{COURSE}")
            learner.answer(learner.shown().right)
            assert SAVED.search(learner.visitor.text)
            learner.visitor.go_on()
        assert learner.visitor.path.endswith(f"/{module.slug}/quiz/result")
        learner.visitor.go_on()


def read_on(learner):
    """Read until the screens of the lesson are over."""
    while re.search(r"/\d+$", learner.visitor.path):
        learner.read_screen()


def answer_wrongly_first(learner):
    """A wrong answer is explained, and may be given anew."""
    shown, here = learner.shown(), learner.visitor.path
    learner.answer(shown.wrong[:1])
    assert learner.visitor.page.locator(".verdict.ask").is_visible()
    assert letters_of(shown.why_wrong) in letters_of(learner.visitor.text)
    learner.visitor.open(here)


def nothing_is_lost(learner, server, course_page):
    """After a reload, and after the server was killed, everything is where it was."""
    visitor = learner.visitor
    here, shown = visitor.path, learner.shown()
    visitor.reload()
    assert (visitor.path, learner.shown()) == (here, shown)
    assert SAVED.search(visitor.text)
    server.kill()
    server.start()
    visitor.open(course_page)
    visitor.go_on()
    assert (visitor.path, learner.shown()) == (here, shown)
    assert SAVED.search(visitor.text)


def confirm_the_name(learner):
    """Before the final one looks at the name as it is printed."""
    assert learner.visitor.path == f"/courses/{COURSE}/final"
    learner.visitor.go_on()
    assert learner.visitor.path == f"/courses/{COURSE}/final/name"
    assert learner.visitor.page.input_value("[name=printed_name]") == NAME
    learner.visitor.go_on()
    assert NAME in learner.visitor.text


def pass_the_final(learner, server):
    """Answer all that was drawn, hand it in, and the course is completed."""
    learner.visitor.go_on()
    while re.search(r"/final/\d+$", learner.visitor.path):
        if learner.visitor.path.endswith("/2"):
            nothing_is_lost(learner, server, f"/courses/{COURSE}")
        learner.answer(learner.shown().right)
    assert learner.visitor.path == f"/courses/{COURSE}/final/review"
    learner.visitor.go_on()
    assert learner.visitor.path == f"/courses/{COURSE}/finished"
    assert NAME in learner.visitor.text


def the_certificate(database):
    """The one certificate there is."""
    with database.reading() as db:
        [certificate] = db.scalars(select(Certificate))
    return certificate


def download_the_paper(learner, certificate, server, folder):
    """The PDF comes as a plain GET; it says who learned what, and its QR code leads to the check."""
    link = learner.visitor.page.locator("main a[href$='.pdf']").first.get_attribute("href")
    file = learner.visitor.fetch(link)
    assert (file.status, file.headers["content-type"]) == (200, "application/pdf")
    words = words_on(file.body())
    for wanted in (NAME, "Dịch vụ công trực tuyến", certificate.facts.number, grouped(certificate.code)):
        assert wanted in words
    address = f"{server.base_url}/x/{certificate.code}"
    assert scanned(file.body(), folder).partition("#")[0] == address
    learner.visitor.open(f"/certificates/{certificate.code}")
    assert learner.visitor.page.locator("#link").input_value() == address
    picture = learner.visitor.fetch(learner.visitor.page.locator("main a[href$='.png']").get_attribute("href"))
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")


def check_it_as_a_stranger(stranger, certificate):
    """Everybody may check a code; a slip of the pen and a false code are told apart."""
    code = certificate.code
    stranger.open(f"/x/{code}")
    assert stranger.page.locator(".verdict:not(.ask):not(.stop)").is_visible()
    for line in (certificate.facts.number, "Dịch vụ công trực tuyến", certificate.facts.issuer):
        assert line in stranger.text
    mistyped = code[:-1] + ("2" if code[-1] != "2" else "3")
    stranger.open_refused(f"/x/{mistyped}", 422)
    assert stranger.page.locator(".verdict.ask:not(.no)").is_visible()
    stranger.open_refused(f"/x/{new_code()}", 404)
    assert stranger.page.locator(".verdict.ask.no").is_visible()
    stranger.open("/x")
    stranger.page.fill("[name=code]", grouped(code).lower())
    stranger.go_on()
    assert stranger.path == f"/x/{code}"
    stranger.page.fill("[name=name]", NAME)
    stranger.page.fill("[name=birth_year]", str(BIRTH_YEAR))
    stranger.press("main form button.b")
    assert stranger.page.locator(".say.ok:visible").count() == 1


def find_it_in_the_register(official, world, certificate):
    """The official of the commune finds it, opens it, downloads it."""
    official.sign_in(world.chi)
    official.press("nav a[href='/register']")
    official.page.fill("[name=q]", "ngoc anh")
    official.press("main form[method=get] button")
    official.press(f"main table a[href='/certificates/{certificate.code}']")
    assert NAME in official.text
    assert words_on(official.fetch(f"/certificates/{certificate.code}.pdf").body()).count(NAME) == 1


def do_not_find_it_elsewhere(stranger, world, certificate):
    """The official of another commune does not find it."""
    stranger.sign_in(world.dung)
    stranger.press("nav a[href='/register']")
    assert NAME not in stranger.text
    stranger.open_refused(f"/certificates/{certificate.code}", 404)
    assert stranger.fetch(f"/certificates/{certificate.code}.pdf").status == 404


def see_the_figure(official):
    """The page shows the same figure as the file."""
    official.open("/statistics")
    official.press("main table a[href^='/statistics/08500']")
    official.press("main table a[href^='/statistics/08500.01']")
    assert "Khu 1" in official.text


def see_the_desks(visitor, world):
    """Teacher and administrator have their desks; a role that is given opens a door at once."""
    teacher = visitor()
    teacher.sign_in(world.binh)
    teacher.open("/desk")
    teacher.open_refused("/register", 404)
    administrator = visitor()
    administrator.sign_in(world.giang)
    administrator.open("/desk")
    administrator.press("nav a[href='/people/roles']")
    administrator.page.fill("[name=q]", "tran van binh")
    administrator.press("main form[role=search] button")
    administrator.press("main a.go")
    administrator.page.fill("[name=q]", "lam thao")
    administrator.press("main form[role=search] button")
    administrator.page.check("[name=place][value='08500']")
    administrator.page.check("[name=role][value='official']")
    administrator.press("main form:has([name=role]) button.b")
    teacher.sign_in(world.binh)
    teacher.press("nav a[href='/register']")
    assert NAME in teacher.text


def screen(course, module, position):
    """The address of a screen."""
    return f"/courses/{course.slug}/{course.modules[module].slug}/{position}"


def letters_of(html):
    """The letters of a piece of HTML, or of what a page shows of it."""
    return re.sub(r"<[^>]+>|\s", "", unescape(html))

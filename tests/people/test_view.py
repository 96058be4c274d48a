"""The size of the letters, the contrast and the language follow the person, and leave shared machines with them."""

from lms.people.view.queries import chosen_view
from tests.builders import PASSWORD
from tests.conftest import rows
from tests.pages import Browser


def signed_in(app, somebody, **more):
    """A browser that has never been here, with somebody who has just signed in by hand."""
    fresh = Browser(app)
    fresh.post("/sign-in", login=somebody.login, password=PASSWORD, **more)
    return fresh


def test_what_is_chosen_is_kept_on_the_account(an, world, database):
    an.post("/view", fs="3", next="/")
    an.post("/view", co="1", next="/")

    with database.reading() as db:
        assert chosen_view(db, world.an.person_id) == {"size": "3", "contrast": "1"}


def test_it_is_there_in_the_next_browser(app, an, world):
    an.post("/view", fs="2", next="/")
    an.post("/view", lang="en", next="/")

    page = signed_in(app, world.an).get("/").text

    assert 'data-fs="2"' in page
    assert '<html lang="en"' in page


def test_what_a_guest_chose_becomes_the_persons_who_never_chose(app, world):
    phone = Browser(app)
    phone.post("/view", fs="3", next="/")
    phone.post("/sign-in", login=world.an.login, password=PASSWORD)

    assert 'data-fs="3"' in signed_in(app, world.an).get("/").text


def test_a_guests_choice_gives_way_to_what_the_person_once_chose(app, an, world):
    an.post("/view", fs="3", next="/")
    phone = Browser(app)
    phone.post("/view", fs="2", next="/")
    phone.post("/sign-in", login=world.an.login, password=PASSWORD)

    assert 'data-fs="3"' in phone.get("/").text


def test_nobody_takes_over_what_somebody_else_chose_on_a_shared_machine(app, an, world):
    an.post("/view", fs="3", next="/")
    shared = signed_in(app, world.an, shared="y")
    assert 'data-fs="3"' in shared.get("/").text

    shared.post("/sign-out")

    assert 'data-fs="1"' in shared.get("/").text


def test_on_ones_own_telephone_it_stays(app, an, world):
    an.post("/view", fs="3", next="/")
    own = signed_in(app, world.an)

    own.post("/sign-out")

    assert 'data-fs="3"' in own.get("/").text


def test_what_nobody_can_choose_is_not_kept(an, database):
    an.post("/view", fs="9", co="x", lang="de", next="/")

    assert rows(database, "SELECT * FROM chosen_view") == []

"""What the command says of roles that ended: in the words of the page on which they are given anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from lms.clock import now
from lms.db import Database
from lms.people.actions import grant_role
from lms.people.models import Person
from lms.people.roles.commands import reorganise_
from lms.roles import GRANTED, Role
from tests.builders import World
from tests.pages import Browser
from tests.places.reorganising.files import line, written

pytestmark = pytest.mark.parametrize("template", ["sqlite"], indirect=True)


def test_it_names_roles_and_their_page_as_the_page_does(
    database: Database, world: World, giang: Browser, tmp_path: Path
) -> None:
    with database.transaction() as db:
        for role in set(GRANTED) - {Role.TEAM}:  # that one belongs to a village
            grant_role(db, None, world.an.person_id, role, world.lam_thao, now())
        roles_page = f"/people/{db.get_one(Person, world.an.person_id).public_id}/roles"
    shown = giang.get(roles_page).text.lower()
    file = written(tmp_path, line("08500", "08770", roles="end"))

    told = CliRunner().invoke(reorganise_, [str(file)], obj=lambda: database, catch_exceptions=False).output

    of_an = [one for one in told.splitlines() if "Nguyễn Thị An" in one]
    words = [one.removeprefix("vai trò ").partition(" của Nguyễn Thị An")[0] for one in of_an]
    assert sorted(words) == ["cán bộ phụ trách", "giáo viên", "người soạn khóa học", "quản trị viên"]
    assert all(word in shown for word in words)
    assert all("Phân quyền" in one for one in of_an)
    assert "phân quyền" in shown

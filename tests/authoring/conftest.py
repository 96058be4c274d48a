"""Authors: one for the whole province, one for a commune; and courses packed as they bring them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from lms.db import Database
from lms.people.models import RoleGrant
from lms.roles import Role
from tests.builders import LONG_AGO, Somebody, World
from tests.pages import Browser


@pytest.fixture
def grants(database: Database, world: World) -> None:
    """Hòa writes for the province, Bình for Lâm Thao."""
    with database.transaction() as db:
        for person, unit in ((world.hoa, world.province), (world.binh, world.lam_thao)):
            db.add(RoleGrant(person_id=person.person_id, role=Role.AUTHOR, org_unit_id=unit, valid_from=LONG_AGO))


@pytest.fixture
def author(grants: None, sign_in: Callable[[Somebody], Browser], world: World) -> Browser:
    """The browser of the author of the province."""
    return sign_in(world.hoa)


@pytest.fixture
def local_author(grants: None, sign_in: Callable[[Somebody], Browser], world: World) -> Browser:
    """The browser of the author of a commune."""
    return sign_in(world.binh)


def packed(folder: Path) -> bytes:
    """The folder of a course as a ZIP file."""
    archive = BytesIO()
    with ZipFile(archive, "w") as written:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            written.write(file, f"{folder.name}/{file.relative_to(folder)}")
    return archive.getvalue()


def bring(author: Browser, content: bytes) -> str:
    """Bring an archive as a draft; says its address."""
    answer = author.post("/authoring/drafts", page="/authoring", file=(BytesIO(content), "tiny.zip"))
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]

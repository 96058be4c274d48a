"""A certificate that waits for its signature is waited for, and never goes out unsigned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from lms.certificates.bulk.models import Export
from lms.certificates.bulk.rules import PATIENCE
from lms.certificates.models import Certificate
from lms.certificates.signing.chosen import choose
from lms.clock import now
from lms.config_signing import Signing, Way
from lms.db import Database
from lms.jobs.models import Job
from lms.jobs.worker import run_due
from tests.builders import World
from tests.certificates.bulk.conftest import Asking
from tests.certificates.bulk.test_single_files import listed, opened
from tests.pages import Browser


@pytest.fixture
def nobody_can_sign(tmp_path: Path) -> Iterator[None]:
    """Certificates are to be signed, and the key is not there."""
    nowhere = str(tmp_path / "nothing.pem")
    choose(Signing(way=Way.PEM, chain=nowhere, key=nowhere))
    yield
    choose(Signing())


@pytest.mark.parametrize("template", ["sqlite"], indirect=True)
def test_what_waits_for_its_signature_holds_the_zip_up_and_then_is_listed_as_missing(
    chi: Browser,
    asking: Asking,
    database: Database,
    people_with_papers: Callable[..., list[Certificate]],
    issued: Callable[..., Certificate],
    world: World,
    nobody_can_sign: None,
) -> None:
    signed = people_with_papers(2)
    issued(world.an)
    address = asking.have(chi, "zip")
    assert "chờ ký số" in chi.get(address).text
    assert chi.get(address + "/1").status_code == 404

    with database.transaction() as db:
        db.query(Job).update({Job.run_after: now()})
        db.query(Export).update({Export.asked_at: now() - PATIENCE - timedelta(minutes=1)})
    run_due(database)

    data = chi.get(address + "/1").data
    assert len(opened(data).namelist()) == len(signed) + 2
    assert [line["Tệp"] for line in listed(data)].count("(chưa có tệp)") == 1
    assert "1 giấy không có trong tệp" in chi.get(address).text

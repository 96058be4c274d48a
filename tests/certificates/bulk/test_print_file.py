"""«In hàng loạt»: what hangs on the wall says the same as what lies in the register."""

from __future__ import annotations

from pathlib import Path

from lms.certificates.models import Certificate
from lms.certificates.slips.actions import qr_text
from lms.certificates.slips.queries import slip_of
from lms.db import Database
from lms.jobs.worker import run_due
from tests.certificates.bulk.conftest import Asking
from tests.certificates.paper import Paper
from tests.pages import Browser


def test_its_qr_code_is_that_of_the_paper_that_is_kept(
    chi: Browser, ans: Certificate, asking: Asking, database: Database, tmp_path: Path
) -> None:
    run_due(database)
    with database.reading() as db:
        kept = slip_of(db, ans.id)
    assert kept is not None

    printed = Paper(chi.get(asking.have(chi, "print") + "/1").data, tmp_path)

    assert printed.scanned(150) == qr_text(ans.facts, kept.payload)
    assert "#" in printed.scanned(150)
    assert ans.facts.holder in printed.text

"""Papers are checked on a phone: the signature by the browser's own cryptography, with a network and without."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from lms.certificates.actions import revoke
from lms.certificates.codes import new_code
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import Reason
from lms.clock import local_date, now
from tests.journeys.checking.conftest import FILE, NAME
from tests.journeys.eyes import Eyes
from tests.journeys.visitor import phone_page
from tests.offline.line import broken

pytestmark = pytest.mark.browser
ANOTHER_PAGE = "about:blank"


def open_(page, address):
    """Open an address as a camera does: on a page of its own."""
    page.goto(ANOTHER_PAGE)
    page.goto(address)
    return page


def verdict(page, words):
    """The verdict says this."""
    page.locator(".verdict", has_text=words).wait_for()


def with_a_changed_bit(address, bit):
    """The same address with one bit of the number changed."""
    address, _, digits = address.partition("#")
    return f"{address}#{int(digits) ^ 1 << bit}"


def test_the_signed_name_is_shown_and_never_sent(office, phone):
    certificate, address = office.certificate()
    office.line.asked.clear()

    page = open_(phone(), address)

    page.locator("#signed").wait_for()
    verdict(page, "Còn hiệu lực")
    assert page.locator("[data-fill=holder]").inner_text() == NAME
    assert page.locator("[data-fill=born]").inner_text() == "1958"
    digits = address.partition("#")[2]
    sent = " ".join(path for _method, path in office.line.asked)
    assert f"/x/{certificate.code}" in sent
    assert digits[:20] not in sent


def test_what_is_not_the_paper_s_own_is_said_loudly(office, phone):
    _mine, address = office.certificate()
    _other, strange = office.certificate()
    page = phone()

    for bit in (3, 400, 700, 1000):
        verdict(open_(page, with_a_changed_bit(address, bit)), "Chữ ký sai")
    verdict(open_(page, address.partition("#")[0] + "#" + strange.partition("#")[2]), "Mã QR của giấy khác")
    verdict(open_(page, with_a_changed_bit(address, kid_bit(address))), "Không kiểm tra được")
    assert page.locator("[data-fill=holder]").inner_text() == "N***** T** A*"


def kid_bit(address):
    """A bit in the name of the key, which stands in bytes 6 to 9."""
    many = (int(address.partition("#")[2]).bit_length() + 7) // 8
    return 8 * (many - 8)


def test_a_row_changed_behind_our_back_does_not_match_the_paper(office, phone):
    certificate, address = office.certificate()
    with office.database.transaction() as db:
        changed = {**certificate.snapshot, "holder": "Trần Văn Bưởi"}
        db.execute(update(Certificate).where(Certificate.id == certificate.id).values(snapshot=changed))
    page = phone()

    verdict(open_(page, address.partition("#")[0]), "Sổ cấp không còn khớp")
    verdict(open_(page, address), "Mã QR không khớp sổ cấp")


def test_a_file_is_compared_and_stays_on_the_phone(office, phone):
    _certificate, address = office.certificate()
    page = open_(phone(), address)
    office.line.asked.clear()

    for content, said in ((FILE, "same"), (FILE + b" ", "other")):
        page.set_input_files("#file", {"name": "giay.pdf", "mimeType": "application/pdf", "buffer": content})
        page.locator(f"[data-file={said}]").wait_for()

    assert not [path for method, path in office.line.asked if method == "POST"]


def test_without_a_network_the_phone_verifies_by_itself(office, phone):
    _certificate, address = office.certificate()
    page = phone()
    keep_the_page(page, office)
    office.line.rule = broken

    verdict(open_(page, address), "Chữ ký đúng")
    verdict(page, "Chưa kiểm tra thu hồi sau")
    assert page.locator("#facts [data-fill=holder]").inner_text() == NAME
    assert page.locator("#facts [data-fill=issuer]").inner_text() == "BAN CHỈ ĐẠO THỬ NGHIỆM"
    page.locator("#fresh").wait_for()
    verdict(open_(page, with_a_changed_bit(address, 5)), "Chữ ký sai")
    verdict(open_(page, with_a_changed_bit(address, kid_bit(address))), "Không kiểm tra được")
    verdict(open_(page, address.partition("#")[0]), "Không kiểm tra được")


def test_what_was_revoked_is_known_after_the_next_visit(office, phone):
    certificate, address = office.certificate()
    page = phone()
    keep_the_page(page, office)
    with office.database.transaction() as db:
        revoke(db, db.get_one(Certificate, certificate.id), None, Reason.WRONG_PERSON, now())

    with page.expect_response("**/x/ended.json"):
        open_(page, address)
    verdict(page, "Đã thu hồi")
    office.line.rule = broken

    verdict(open_(page, address), "Đã thu hồi")
    verdict(page, "Có trong danh sách thu hồi")


def test_the_worker_of_the_courses_goes_on_beside_it(office, phone):
    page = phone()
    keep_the_page(page, office)
    page.goto(f"{office.line.base_url}/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    scopes = page.evaluate("() => navigator.serviceWorker.getRegistrations().then(all => all.map(one => one.scope))")
    office.line.rule = broken

    page.goto(f"{office.line.base_url}/courses/no-such-course")

    assert sorted(scope.removeprefix(office.line.base_url) for scope in scopes) == ["/", "/x"]
    assert "chưa có trong máy" in page.locator("h1").inner_text()


def keep_the_page(page, office):
    """Keep the page of the check on the phone."""
    page.goto(f"{office.line.base_url}/x/offline")
    page.locator("[data-keep]").click()
    page.locator("[data-kept]").wait_for()


def test_all_six_verdicts_are_seen_by_everybody(office, chromium):
    valid, address = office.certificate()
    revoked, replaced = office.certificate()[0], office.certificate()[0]
    with office.database.transaction() as db:
        revoke(db, db.get_one(Certificate, revoked.id), None, Reason.WRONG_PERSON, now())
        ended = {"status": Status.SUPERSEDED, "ended_on": local_date(now()), "ended_reason": Reason.CORRECTED}
        db.execute(update(Certificate).where(Certificate.id == replaced.id).values(**ended))
    mirror, page = phone_page(chromium), phone_page(chromium)
    eyes = Eyes(mirror, closely=True)
    mistyped = valid.code[:-1] + ("2" if valid.code[-1] != "2" else "3")
    for path, words in (
        (address, "Còn hiệu lực"),
        (f"/x/{revoked.code}", "Đã thu hồi"),
        (f"/x/{replaced.code}", "Đã được thay thế"),
        (f"/x/{mistyped}", "Mã gõ sai"),
        (f"/x/{new_code()}", "Không tìm thấy"),
        (with_a_changed_bit(address, kid_bit(address)), "Không kiểm tra được"),
        ("/x/offline", "Kiểm tra không cần mạng"),
    ):
        verdict(open_(page, path if "//" in path else office.line.base_url + path), words)
        eyes.look(page, has_script=True)
    for one in (mirror, page):
        one.context.close()
    eyes.say()

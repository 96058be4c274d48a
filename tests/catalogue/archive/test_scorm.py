"""The package plays in another platform: a real browser, a stand-in for the platform, and no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import FrameLocator, Page, Route, expect

from lms.catalogue.archive.editions import edition_of_course
from lms.catalogue.archive.scorm import files_of, package
from lms.catalogue.folder import read_course
from tests.kinds import write_course_of_all_kinds

CP, ADL = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}", "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
PLATFORM = """<!DOCTYPE html><html lang="vi"><title>Nơi khác</title>
<script>
  // As strict as SCORM 1.2: nothing before LMSInitialize, known names only, text of the right form.
  const FORMS = {
    "cmi.core.lesson_location": /^.{0,255}$/, "cmi.core.lesson_status": /^(passed|completed|failed|incomplete|browsed)$/,
    "cmi.core.score.raw": /^\\d{1,3}$/, "cmi.core.score.min": /^0$/, "cmi.core.score.max": /^100$/,
    "cmi.core.exit": /^(time-out|suspend|logout|)$/, "cmi.core.session_time": /^\\d{2,4}:\\d\\d:\\d\\d(\\.\\d{1,2})?$/,
    "cmi.suspend_data": /^[\\s\\S]{0,4096}$/,
  };
  const kept = JSON.parse(sessionStorage.getItem("kept") || "{}");
  const called = JSON.parse(sessionStorage.getItem("called") || "[]");
  let state = "new";
  const call = (name, is) => {
    called.push(is ? name : "BAD " + name);
    sessionStorage.setItem("called", JSON.stringify(called));
    return String(Boolean(is));
  };
  window.API = {
    LMSInitialize: (none) => { const is = none === "" && state === "new"; state = "open"; return call("Initialize", is); },
    LMSGetValue: (name) => { call("Get " + name, state === "open" && name in FORMS); return kept[name] || ""; },
    LMSSetValue: (name, value) => {
      const is = state === "open" && name in FORMS && typeof value === "string" && FORMS[name].test(value);
      if (is) kept[name] = value;
      return call("Set " + name + (is ? "" : " " + value), is);
    },
    LMSCommit: (none) => { sessionStorage.setItem("kept", JSON.stringify(kept)); return call("Commit", none === "" && state === "open"); },
    LMSFinish: (none) => { const is = none === "" && state === "open"; state = "closed"; return call("Finish", is); },
    LMSGetLastError: () => "0", LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
  };
</script>
<iframe id="sco" src="/course/index.html" width="360" height="640"></iframe></html>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    course, _ = read_course(write_course_of_all_kinds(tmp_path_factory.mktemp("scorm") / "kinds"))
    assert course
    edition = edition_of_course(course)
    assert package(edition) == package(edition)
    assert set(files_of(edition)) == set(ZipFile(BytesIO(package(edition))).namelist())
    return package(edition)


def test_the_manifest_keeps_the_rules_of_scorm_1_2(made: bytes) -> None:
    archive = ZipFile(BytesIO(made))
    root = ET.fromstring(archive.read("imsmanifest.xml"))  # noqa: S314 - our own
    identifiers = [element.get("identifier") for element in root.iter() if element.get("identifier")]
    resource = root.find(f"{CP}resources/{CP}resource")
    item = root.find(f"{CP}organizations/{CP}organization/{CP}item")
    assert resource is not None
    assert item is not None

    assert [element.tag for element in root] == [f"{CP}{name}" for name in ("metadata", "organizations", "resources")]
    assert [element.text for element in root[0]] == ["ADL SCORM", "1.2"]
    assert root[1].get("default") == root[1][0].get("identifier")
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", str(identifier)) for identifier in identifiers)
    assert item.get("identifierref") == resource.get("identifier")
    assert [element.tag for element in root[1][0]] == [f"{CP}title", f"{CP}item"]
    assert (resource.get("type"), resource.get(f"{ADL}scormtype")) == ("webcontent", "sco")
    files = [file.get("href") for file in resource]
    assert resource.get("href") in files
    assert sorted([*map(str, files), "imsmanifest.xml"]) == archive.namelist()


def test_nothing_in_it_is_fetched_from_elsewhere(made: bytes) -> None:
    archive = ZipFile(BytesIO(made))
    page = archive.read("index.html").decode()
    asked_for = re.findall(r'(?:src|href)="([^"]+)"', re.sub(r"<a [^>]*>", "", page))

    assert set(asked_for) <= set(archive.namelist())
    assert "http" not in archive.read("course.js").decode() + archive.read("course.css").decode()


@pytest.fixture
def platform(chromium: Chromium, made: bytes) -> Iterator[Page]:
    """The page of another platform with the course in it; whatever else is asked for is a fault."""
    archive = ZipFile(BytesIO(made))
    strange: list[str] = []

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix("http://noi-khac.example/")
        if name == "":
            route.fulfill(body=PLATFORM, content_type="text/html; charset=utf-8")
        elif name.removeprefix("course/") in archive.namelist():
            route.fulfill(body=archive.read(name.removeprefix("course/")), content_type=guess_type(name)[0])
        else:
            strange.append(name)
            route.abort()

    context = chromium.new_context(viewport={"width": 380, "height": 700})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.on("pageerror", lambda error: strange.append(str(error)))
    page.route("**/*", answer)
    page.goto("http://noi-khac.example/")
    yield page
    context.close()
    assert [each for each in strange if not each.endswith("favicon.ico")] == []


def kept(page: Page) -> dict[str, Any]:
    return dict(page.evaluate("JSON.parse(sessionStorage.getItem('kept'))"))


def onward(course: FrameLocator, times: int = 1) -> None:
    for _ in range(times):
        course.get_by_role("button", name="Tiếp").click()


def answer(course: FrameLocator, verdict: str = "Đúng rồi!") -> None:
    course.locator(".here").get_by_role("button", name="Trả lời").click()
    expect(course.locator(".here .verdict")).to_have_text(verdict)


@pytest.mark.browser
def test_a_learner_answers_every_kind_of_question_leaves_and_comes_back(platform: Page) -> None:
    course = platform.frame_locator("#sco")
    here = course.locator(".here")
    expect(here.get_by_role("heading", level=1)).to_have_text("Khóa mẫu")
    onward(course, 3)

    here.get_by_role("radio", name="Nút tròn").check()
    answer(course, "Chưa đúng, mời bà con xem lại.")
    here.get_by_role("radio", name="Nút vuông").check()
    answer(course)
    onward(course)
    here.get_by_label("Tai khoan bi khoa").check()
    answer(course)
    onward(course)
    for at, step in enumerate(["Dừng lại", "Gọi ngân hàng", "Chụp lại tin nhắn", "Ra công an xã"], 1):
        here.get_by_label(step).select_option(str(at))
    answer(course)
    onward(course)
    answer(course, "Còn chỗ bà con chưa chọn.")
    for row in ("Mã hồ sơ", "Lệ phí", "Bổ sung", "Nộp phí"):
        right = {"Mã hồ sơ": "số để tra", "Bổ sung": "cần gửi thêm"}.get(row, "khoản tiền trả")
        here.get_by_label(row).select_option(right)
    answer(course)
    onward(course)
    here.get_by_role("group").nth(0).get_by_label("Tự gõ vào ứng dụng").check()
    here.get_by_role("group").nth(1).get_by_label("Dừng, không đọc mã").check()
    answer(course)
    onward(course)
    here.get_by_label("Chưa biết").check()
    here.get_by_label("Đọc mã cho họ").check()
    answer(course, "Chưa đúng, mời bà con xem lại.")
    onward(course)
    here.get_by_role("textbox").fill("WWW. Dichvucông.gov.vn.")
    answer(course)
    onward(course)
    for typed, verdict in (("1,95", "Chưa đúng, mời bà con xem lại."), ("1.950.000 đ", "Đúng rồi!")):
        here.get_by_role("textbox").fill(typed)
        answer(course, verdict)
    told = kept(platform)
    assert (told["cmi.core.lesson_status"], told["cmi.core.lesson_location"]) == ("incomplete", "m1-c8")
    assert told["cmi.core.score.raw"] == "63"  # seven of eleven

    platform.reload()
    expect(course.locator(".here .verdict")).to_have_text("Đúng rồi!")
    onward(course, 3)
    here.get_by_label("Ý đúng").check()
    answer(course)
    onward(course)
    here.get_by_label("Ý đúng thứ nhất").check()
    here.get_by_label("Ý đúng thứ hai").check()
    answer(course)
    onward(course)
    here.get_by_label("Sai").check()
    answer(course)
    onward(course)
    expect(course.locator("#result")).to_have_text("Câu luyện tập: đúng 90 %. Bà con đã học hết khóa này.")
    platform.goto("about:blank")
    platform.goto("http://noi-khac.example/")

    told = kept(platform)
    assert (told["cmi.core.lesson_status"], told["cmi.core.score.raw"]) == ("completed", "90")
    assert re.fullmatch(r"\d{4}:\d\d:\d\d\.00", told["cmi.core.session_time"])
    called = platform.evaluate("JSON.parse(sessionStorage.getItem('called'))")
    assert [each for each in called if each.startswith("BAD")] == []
    assert called.count("Finish") == 2


@pytest.mark.browser
def test_it_can_be_read_and_practised_outside_a_platform(chromium: Chromium, made: bytes, tmp_path: Path) -> None:
    ZipFile(BytesIO(made)).extractall(tmp_path)
    page = chromium.new_page()
    page.goto((tmp_path / "index.html").as_uri())

    expect(page.locator("#kept")).to_contain_text("kết quả không được giữ")
    page.get_by_role("button", name="Tiếp").click()
    expect(page.locator(".here h1")).to_have_text("Màn hình 1.1")
    page.close()

"""An author's preview: what is written is shown, what is wrong is said, what is not of the course is not given out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lms.authoring.preview.app import make_preview
from lms.authoring.preview.serving import server_of
from tests.kinds import write_course_of_all_kinds

HERE = "http://127.0.0.1:8100"
LESSON, QUIZ = "01-bai-mot/lesson.md", "01-bai-mot/quiz.md"
Change = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_course_of_all_kinds(tmp_path / "khoa-mau")


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    return make_preview(folder).test_client()


@pytest.fixture
def change(folder: Path) -> Change:
    """Replace words in a file of the course."""

    def changed(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), "utf-8")

    return changed


def get(client: FlaskClient, path: str) -> TestResponse:
    return client.get(path, base_url=HERE)


def links(text: str, beginning: str) -> set[str]:
    return set(re.findall(rf'href="({beginning}[^"]*)"', text))


def test_every_leaf_is_listed_with_its_place_and_shown_each_way(client: FlaskClient) -> None:
    page = get(client, "/").text
    shown = links(page, "/phone/") | links(page, "/projector/") | links(page, "/print/")

    assert f"{LESSON}:11" in page
    assert f"{QUIZ}:1" in page
    assert len(shown) > 40
    for path in shown:
        answer = client.get(path, base_url=HERE, follow_redirects=True)
        assert answer.status_code == 200, path
        if "<iframe" in answer.text:
            assert get(client, re.findall(r'<iframe[^>]* src="([^"]*)"', answer.text)[0]).status_code == 200, path


def test_every_question_has_its_answer_and_reason(client: FlaskClient) -> None:
    page = get(client, "/questions").text
    asked = page.split('<section class="pv-question">')[1:]

    assert len(asked) == 17
    assert all("Câu trả lời đúng" in question for question in asked)
    assert all("Vì sao" in question or "Lời giải chung" in question for question in asked)
    assert "1.950.000 đồng" in page
    assert "<b>www.dichvucong.gov.vn</b>" in page


def test_on_a_projector_one_leaf_leads_to_the_next(client: FlaskClient) -> None:
    seen, path = [], "/projector/"
    while path:
        seen.append(path)
        onward = re.search(r'<a rel="next" href="([^"]*)"', get(client, path).text)
        path = onward[1] if onward else ""

    assert seen[:5] == ["/projector/", *(f"/projector/01-bai-mot{end}" for end in ("", "/1", "/2", "/q1"))]
    assert seen[-1] == "/projector/final/q6/answer"


def test_on_paper_the_answers_stand_at_the_end(client: FlaskClient) -> None:
    page = get(client, "/print/01-bai-mot").text
    questions, answers = page.split("Lời giải</h2>")

    assert "Vì sao" not in questions
    assert "Vì sao" in answers
    assert "Màn hình 1.2" in questions
    assert "Màn hình 2.1" not in page
    assert links(page, "/booklet.pdf") == {"/booklet.pdf?paper=A4", "/booklet.pdf?paper=A5"}


def test_saving_changes_the_page(client: FlaskClient, change: Change) -> None:
    page = get(client, "/page/01-bai-mot/1").text
    stamp = re.findall(r'data-stamp="(\w+)"', get(client, "/phone/01-bai-mot/1").text)[0]
    before = get(client, f"/changed?since={stamp}").json

    change(LESSON, "Một ý thôi, câu ngắn.", "Câu vừa sửa. <!-- chỉ người dạy biết -->")

    assert "Một ý thôi" in page
    assert before == {"changed": False, "stamp": stamp}
    assert get(client, f"/changed?since={stamp}").json["changed"]  # type: ignore[index]
    for way in ("page", "projector", "print"):
        page = get(client, f"/{way}/01-bai-mot{'' if way == 'print' else '/1'}").text
        assert "Câu vừa sửa." in page
        assert "chỉ người dạy biết" not in page


def test_notes_for_who_teaches_are_listed_and_on_no_page_for_learners(client: FlaskClient, change: Change) -> None:
    note = '!!! giang-bai "Ba phút"\n    Mời một người kể.\n'
    change(LESSON, "Một ý thôi, câu ngắn.\n", f"Một ý thôi, câu ngắn.\n\n{note}")

    assert "Mời một người kể." in get(client, "/").text
    assert 'class="slide' in get(client, "/wall/01-bai-mot").text
    for way in ("wall/01-bai-mot", "page/01-bai-mot/1", "projector/01-bai-mot/1", "print/01-bai-mot"):
        assert "Mời một người kể." not in get(client, f"/{way}").text


def test_a_fault_is_told_over_the_last_sound_page(client: FlaskClient, change: Change) -> None:
    get(client, "/")
    change(LESSON, "Một ý thôi, câu ngắn.", "Câu mới. ![](hinh.svg)")

    page = get(client, "/phone/01-bai-mot/1").text
    assert f"<code>{LESSON}:13</code>" in page
    assert "bên dưới là bản trước khi có lỗi" in page
    assert "Một ý thôi" in get(client, "/page/01-bai-mot/1").text
    assert f"<code>{LESSON}:13</code>" in get(client, "/no/such/page").text

    change(LESSON, "![](hinh.svg)", "")
    assert "trước khi có lỗi" not in get(client, "/phone/01-bai-mot/1").text
    assert "Câu mới." in get(client, "/page/01-bai-mot/1").text


def test_a_course_that_was_never_sound_is_shown_as_far_as_it_can_be_read(client: FlaskClient, change: Change) -> None:
    change(LESSON, "Một ý thôi, câu ngắn.", "Câu mới. ![](hinh.svg)")
    change(QUIZ, "- [x] Nói «tôi", "- [ ] Nói «tôi")  # a step without a right answer
    first = get(client, "/page/01-bai-mot/1").text
    change(LESSON, "Câu mới.", "Câu mới hơn.")

    assert "Câu mới." in first
    assert "Câu mới hơn." in get(client, "/page/01-bai-mot/1").text
    page = get(client, "/questions").text
    assert f"<code>{LESSON}:13</code>" in page
    assert "trước khi có lỗi" not in page
    assert get(client, "/booklet.pdf").status_code == 404


def test_a_folder_that_cannot_be_read_shows_its_faults(folder: Path) -> None:
    (folder / "course.md").unlink()
    vietnamese, english = make_preview(folder).test_client(), make_preview(folder, english=True).test_client()

    assert "1 lỗi" in get(vietnamese, "/phone/").text
    assert "1 fault" in get(english, "/projector/").text
    assert "<code>course.md</code>" in get(english, "/").text
    assert get(english, "/booklet.pdf").status_code == 404


def test_letters_and_contrast_are_those_a_learner_may_choose(client: FlaskClient) -> None:
    frame = get(client, "/phone/01-bai-mot/1?fs=3&co=7").text
    inside = get(client, re.findall(r'<iframe[^>]* src="([^"]*)"', frame)[0]).text

    assert 'data-fs="3" data-co="0"' in inside
    assert "/phone/01-bai-mot/2?fs=3" in links(inside, "/phone/")


def test_a_mistake_of_ours_is_told_and_got_over(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("lms.authoring.preview.watching.proof_of", lambda _course: 1 / 0)
        answer = get(client, "/")
    stamp = re.findall(r'data-stamp="(\w+)"', answer.text)[0]

    assert answer.status_code == 500
    assert "xem trước" in answer.text
    assert get(client, f"/changed?since={stamp}").json == {"changed": False, "stamp": stamp}
    assert get(client, "/").status_code == 200


def test_only_pictures_of_the_course_are_given_out(client: FlaskClient, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text("<svg/>")
    picture = re.findall(r'src="(/media/[^"]*)"', get(client, "/page/01-bai-mot/1").text)[0]

    assert get(client, picture).mimetype == "image/svg+xml"
    for path in ("/media/hinh.svg", "/media/../secret.svg", "/media/..%2f..%2fsecret.svg", "/own/../views.py"):
        assert get(client, path).status_code == 404, path


@pytest.mark.parametrize("name", [LESSON, "03-bai-ba"])
def test_a_link_out_of_the_folder_is_not_followed(client: FlaskClient, folder: Path, tmp_path: Path, name: str) -> None:
    get(client, "/")
    outside = tmp_path / "outside"
    if name == LESSON:
        (folder / name).rename(outside)
        outside.write_text(outside.read_text("utf-8").replace("Một ý thôi", "Chuyện riêng"), "utf-8")
    else:
        outside.mkdir()
    (folder / name).symlink_to(outside)

    page = get(client, "/").text
    assert f"“{name}” dẫn ra ngoài thư mục của khóa học" in page
    assert "Chuyện riêng" not in get(client, "/page/01-bai-mot/1").text


def test_it_answers_to_this_machine_alone(client: FlaskClient) -> None:
    server = server_of(client.application, 0)
    address = server.socket.getsockname()[0]
    server.server_close()

    assert address == "127.0.0.1"
    assert client.get("/", base_url="http://mau.example").status_code == 400
    policy = get(client, "/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-src 'self'" in policy

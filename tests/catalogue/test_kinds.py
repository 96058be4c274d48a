"""Every kind of question is stored with its parts, and courses without them stay the versions they are."""

from __future__ import annotations

import pytest

from lms.catalogue.actions import prepare
from lms.catalogue.languages import spoken
from lms.catalogue.manuscript import TYPED, WITH_PARTS, Kind
from lms.catalogue.published import Accepted, PublishedItem
from tests.courses import write_tiny_course
from tests.kinds import publish_course_of_all_kinds


@pytest.fixture
def items(database) -> dict[str, PublishedItem]:
    with database.transaction() as db:
        course = publish_course_of_all_kinds(db)
    return {item.key: item for item in course.modules[0].practice}


def test_every_kind_is_stored_and_given_back(items: dict[str, PublishedItem]) -> None:
    assert [item.kind for item in items.values()] == [
        *(Kind.SINGLE, Kind.SINGLE, Kind.ORDERING, Kind.MATCHING),
        *(Kind.PAIR, Kind.SCENARIO, Kind.TEXT, Kind.NUMBER),
    ]
    for item in items.values():
        assert bool(item.parts) == (item.kind in WITH_PARTS)
        assert (item.accepted != Accepted()) == (item.kind in TYPED)
        for at in range(len(item.parts)):
            assert sum(option.right for option in item.options if option.part == at) == 1, item.key

    ordering, matching, scenario = items["k-ordering"], items["k-matching"], items["k-scenario"]
    assert [part.text for part in ordering.parts][:2] == ["Dừng lại", "Gọi ngân hàng"]
    assert [option.text for option in ordering.options] == ["1", "2", "3", "4"] * 4
    assert [at for at, option in enumerate(ordering.options) if option.right] == [0, 5, 10, 15]
    answers = ["số để tra", "khoản tiền trả", "cần gửi thêm", "hồ sơ bị từ chối"]
    assert [option.text for option in matching.options] == answers * 4
    assert [option.text for option in matching.options if option.right] == [*answers[:3], "khoản tiền trả"]
    assert items["k-pair"].parts[0].html == "Bà vừa bấm <em>Chuyển</em>"
    assert [
        (part.text, [o.right for o in scenario.options if o.part == at]) for at, part in enumerate(scenario.parts)
    ] == [
        ("Bước 1. Ông hiểu thế nào?", [False, True, False]),
        ("Bước 2. Ông làm gì?", [True, False]),
    ]
    assert items["k-text"].accepted.texts == ("dichvucong.gov.vn", "www.dichvucong.gov.vn")
    assert [(option.text, option.right) for option in items["k-text"].options] == [("dichvucong.vn", False)]
    assert items["k-number"].accepted == Accepted(number="1950000", tolerance="0", unit="đồng")


def test_a_picture_is_its_description_and_a_message_looks_like_one(items: dict[str, PublishedItem]) -> None:
    picture, message = items["k-picture"].options[0], items["k-message"].options[0]

    assert picture.text == "Nút tròn"
    assert picture.html.startswith('<img alt="Nút tròn" height="240" src="/media/')
    assert message.html == '<code class="sms">TK x001 +2.000.000d luc 08:15.</code>'


def test_a_course_without_the_later_kinds_is_the_version_it_was_before_them(tmp_path) -> None:
    proof = prepare(write_tiny_course(tmp_path / "tiny"))

    assert proof.digest == "f2c2adcabec6667879ee574d049d5c82e9d9ab000b886c70717c17363bea7010"
    assert [spoken.quiz_digest(module.practice) for module in proof.modules] == ["2fdc00b1cecf", "13a119b59bd2"]

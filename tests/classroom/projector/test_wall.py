"""The teacher shows a lesson of the course on the wall; nobody else can, and no name is on it."""

from __future__ import annotations

import re

from lms.catalogue.published import PublishedCourse
from tests.classroom.conftest import Lesson
from tests.pages import Browser


def test_the_lessons_of_the_class_are_offered(binh: Browser, taught: Lesson, course: PublishedCourse) -> None:
    offered = binh.get(f"{taught.page}/projector")

    assert f"{taught.page}/projector" in binh.get(taught.page).text
    assert [module.slug for module in course.modules] == re.findall(r'/projector/([\w-]+)"', offered.text)


def test_a_class_without_a_course_has_nothing_to_show(binh: Browser, lesson: Lesson) -> None:
    assert "/projector" not in binh.get(lesson.page).text
    assert "Lớp này chưa có khóa học" in binh.get(f"{lesson.page}/projector").text
    assert binh.get(f"{lesson.page}/projector/01-bai-mot").status_code == 404


def test_the_wall_holds_the_whole_lesson_and_no_name(binh: Browser, taught: Lesson, course: PublishedCourse) -> None:
    module = course.modules[0]

    wall = binh.get(f"{taught.page}/projector/{module.slug}")

    slides = re.findall(r'<section class="slide[^"]*" id="s(\d+)"', wall.text)
    assert slides == [str(number) for number in range(1, len(slides) + 1)]
    assert all(screen.title in wall.text for screen in module.screens)
    assert f"trang 2/{len(slides)}" in wall.text
    assert "loading=" not in wall.text
    assert not {"Bình", "An", "Lớp tối"} & set(re.findall(r"\w+(?: tối)?", wall.text))


def test_only_the_teacher_of_the_class_shows_it(
    taught: Lesson, course: PublishedCourse, chi: Browser, an: Browser, guest: Browser
) -> None:
    pages = [f"{taught.page}/projector", f"{taught.page}/projector/{course.modules[0].slug}"]

    assert [who.get(page).status_code for who in (chi, an) for page in pages] == [404] * 4
    assert [guest.get(page).status_code for page in pages] == [303] * 2


def test_there_is_no_other_lesson(binh: Browser, taught: Lesson) -> None:
    assert binh.get(f"{taught.page}/projector/09-khong-co").status_code == 404

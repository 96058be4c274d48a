"""A newcomer who walks through a whole course, page by page, and compares what the pages say of the way."""

from __future__ import annotations

import re

from lms.catalogue.manuscript import Course, Item, Module
from tests.journeys.shipped.answer_key import item_that_says, said
from tests.journeys.shipped.form import WORDS, fill_in, words_of
from tests.journeys.visitor import Visitor

_DONE, _BEGUN, _NEW = "ok", "mind", "non"


class Walker:
    """Somebody with a phone and with the author's folder."""

    def __init__(self, visitor: Visitor, course: Course) -> None:
        self.visitor, self.course = visitor, course
        self._page = visitor.page
        self._home = f"/courses/{course.slug}"

    def set_out(self) -> None:
        """From the front page to the first screen."""
        self.visitor.open("/")
        self.visitor.press(f"main a[href='{self._home}']")
        self.visitor.go_on()

    def walk_through(self, module: Module) -> None:
        """Read every screen, answer every question, and see the result."""
        for number, screen in enumerate(module.lesson.screens, 1):
            self._sees(f"/{module.slug}/{number}", screen.title)
            self._counts(module.position, len(self.course.modules), number, len(module.lesson.screens))
            assert self._steps() == (number, number - 1, len(module.lesson.screens))
            self.visitor.press("main form button.b")
        self._progress_says(module, _BEGUN)
        self.visitor.go_on()
        self._sees(f"/{module.slug}/quiz", "")
        self.visitor.go_on()
        for number, item in enumerate(module.practice.items, 1):
            self._practise(module, number, item)
        self._sees(f"/{module.slug}/quiz/result", "")
        assert self._page.locator("main li .st.ok").count() == len(module.practice.items)
        self._is_praised()
        self._progress_says(module, _DONE)
        self.visitor.go_on()

    def pass_the_final(self) -> None:
        """Answer all that was drawn, hand it in, and have everything right."""
        asked = sum(draw.count for draw in self.course.facts.final)
        self._sees("/final", "")
        self.visitor.go_on()
        self._sees("/final/name", "")
        self.visitor.go_on()
        self.visitor.go_on()
        for number in range(1, asked + 1):
            self._sees(f"/final/{number}", "")
            self._counts(number, asked)
            assert self._steps() == (number, number - 1, asked)
            words = str(self._page.locator("main form").evaluate(WORDS))
            self._answer(item_that_says(self.course.final.items, self._heading(), words))
        self._sees("/final/review", "")
        assert self._page.locator("main a.go .st.ok").count() == asked
        self.visitor.go_on()
        self._sees("/finished", "")
        self._counts_in("main .lamp h1", len(self.course.modules) + 1)
        self._counts_in("main .lamp .k", 100)

    def _practise(self, module: Module, number: int, item: Item) -> None:
        count = len(module.practice.items)
        self._sees(f"/{module.slug}/quiz/{number}", item.stem)
        self._counts(module.position, number, count)
        assert self._steps() == (number, number - 1, count)
        self._answer(item)
        self._counts(module.position, number, count)
        assert self._steps() == (0, number, count)
        self._is_praised()
        for why in (option.why.text for option in item.options if option.right):
            assert said(why) in said(str(self._page.locator("main").evaluate(WORDS))), item.key
        self.visitor.go_on()

    def _answer(self, item: Item) -> None:
        fill_in(self._page, item)
        self.visitor.press("main form button.b")

    def _progress_says(self, module: Module, state: str) -> None:
        """The page of the course says how far one is, and its button leads on."""
        here = len(self.course.modules)
        behind, is_done = module.position - 1, state == _DONE
        self.visitor.open(self._home)
        self._counts_in("main .lamp .big", behind + is_done, here + 1)
        assert self._numbers_in("main .lamp .big + p")[:2] == [2 * behind + 1 + is_done, 2 * here + 1]
        expected = [_DONE] * behind + [state] + [_NEW] * (here - module.position)
        stands = [str(each.get_attribute("class")) for each in self._page.locator("main a.go small.st").all()]
        assert [each.split()[-1] for each in stands][:here] == expected
        assert self._page.locator("main .lamp .drum .d3").count() == behind + is_done + 1, "rays, and the middle"

    def _sees(self, path: str, title: str) -> None:
        assert self.visitor.path == f"{self._home}{path}"
        if title:
            assert said(self._heading()) == said(title)

    def _heading(self) -> str:
        return words_of(self._page.locator("main h1"))[0]

    def _is_praised(self) -> None:
        assert self._page.locator("main .verdict:not(.ask):not(.stop)").is_visible(), self.visitor.text

    def _steps(self) -> tuple[int, int, int]:
        """The number of the block one stands on, how many are behind, and how many there are."""
        blocks = [str(each.get_attribute("class")) for each in self._page.locator("main .steps li").all()]
        return (blocks.index("now") + 1 if "now" in blocks else 0, blocks.count("on"), len(blocks))

    def _counts(self, *expected: int) -> None:
        assert self._numbers_in("main p.soft")[: len(expected)] == list(expected)

    def _counts_in(self, what: str, *expected: int) -> None:
        assert self._numbers_in(what) == list(expected)

    def _numbers_in(self, what: str) -> list[int]:
        return [int(number) for number in re.findall(r"\d+", self._page.locator(what).first.inner_text())]

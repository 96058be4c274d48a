"""The form of a question, filled in as a learner does: by the words that stand beside the buttons."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from lms.catalogue.manuscript import TYPED, Item, Kind
from tests.journeys.shipped.answer_key import place_of, right_in_row, typed_answer

WORDS = """element => {
    const copy = element.cloneNode(true);
    for (const picture of copy.querySelectorAll("img")) picture.replaceWith(picture.alt);
    return copy.textContent;
}"""
"""What an element says, pictures by their description."""


def fill_in(page: Page, item: Item) -> None:
    """Choose or type what is right, and send nothing yet."""
    if item.kind in TYPED:
        page.fill("main form [name=text]", typed_answer(item))
    elif item.parts:
        _fill_rows(page, item)
    else:
        _choose(page.locator("main form fieldset"), item, [option.text for option in item.options if option.right])


def _choose(buttons: Locator, item: Item, right: list[str]) -> None:
    labels = buttons.locator(".pick label")
    kinds = {one.get_attribute("type") for one in buttons.locator(".pick input").all()}
    assert kinds == {"checkbox" if item.kind is Kind.MULTIPLE else "radio"}, kinds
    words = words_of(labels)
    for text in right:
        labels.nth(place_of(text, words)).click()


def _fill_rows(page: Page, item: Item) -> None:
    lists, groups = page.locator("main form .f:has(select)").all(), page.locator("main form fieldset fieldset").all()
    assert len(lists) + len(groups) == len(item.parts)
    for row in lists:
        right = right_in_row(item, words_of(row.locator("label"))[0]).text
        row.locator("select").select_option(index=place_of(right, words_of(row.locator("option"))))
    for row in groups:
        _choose(row, item, [right_in_row(item, words_of(row.locator("legend"))[0]).text])


def words_of(elements: Locator) -> list[str]:
    """What each of these says."""
    return [str(each.evaluate(WORDS)) for each in elements.all()]

"""Learners who do not give up: when no answer comes, they send the very same thing again."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlsplit

from lms.catalogue.published import PublishedCourse
from lms.db import Database
from tests.builders import Somebody
from tests.serving import Answer, NoAnswer, Phone, Server, token_of

_HIDDEN = re.compile(r'name="(attempt|submission)"[^>]* value="([^"]+)"')
_CHOICE = re.compile(r'name="choice"[^>]* value="(\d+)".*?<span>(.*?)</span>', re.DOTALL)
_NUMBER = re.compile(r"\d{5}/\d{4}/GCN-TN")
_CODE = re.compile(r"/certificates/([0-9A-Z]{16})")
_AWAY = 503
"""What a server without its database answers: nothing was taken, try again."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer the learner was told is kept."""

    submission: str
    attempt: str
    places: tuple[int, ...]
    """What was ticked, by its place on the page."""


@dataclass(slots=True)
class Memory:
    """What all learners together were told; lists and dictionaries take one entry at a time, so threads share them."""

    answers: list[Told] = field(default_factory=list)
    certificates: dict[int, tuple[str, str]] = field(default_factory=dict)
    """By person: code and register number as the page showed them."""
    faults: list[str] = field(default_factory=list)
    """What no learner should ever get."""
    unanswered: int = 0


class Traffic:
    """Counts what is being sent, so that somebody can strike in the middle of it; and says when all is up again."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._sent = 0
        self.is_up = threading.Event()

    def count(self) -> None:
        """Something is about to be sent."""
        with self._changed:
            self._sent += 1
            self._changed.notify_all()

    def wait_for(self, more: int) -> None:
        """Wait until that much more has been sent."""
        with self._changed:
            wanted = self._sent + more
            assert self._changed.wait_for(lambda: self._sent >= wanted, timeout=60), "nobody sends anything any more"


class Learner:
    """Somebody who takes a course to its end, whatever happens to the server."""

    def __init__(
        self, server: Server, database: Database, somebody: Somebody, memory: Memory, traffic: Traffic
    ) -> None:
        self._phone = Phone(server, database, somebody)
        self._somebody = somebody
        self._memory = memory
        self._traffic = traffic
        self._dice = Random(somebody.person_id)

    def complete(self, course: PublishedCourse) -> None:
        """Practise every module, pass the final, and note what the certificate says."""
        home = f"/courses/{course.slug}"
        for module in course.modules:
            self._take(f"{home}/{module.slug}/quiz", len(module.practice), self._guess)
        name = f"{home}/final/name"
        self._post(name, self._get(name), printed_name=self._somebody.name)
        self._take(f"{home}/final", sum(module.final_draw for module in course.modules), _right)
        self._note_certificate(self._get(f"{home}/finished"))
        self._phone.hang_up()

    def _note_certificate(self, finished: str) -> None:
        code, number = _CODE.findall(finished), _NUMBER.findall(finished)
        self._memory.certificates[self._somebody.person_id] = code[0], number[0]

    def _take(self, quiz: str, count: int, choose: Callable[[str], list[int]]) -> None:
        self._post(quiz, self._get(quiz))
        for number in range(1, count + 1):
            page = self._get(f"{quiz}/{number}")
            hidden, places = dict(_HIDDEN.findall(page)), choose(page)
            self._post(f"{quiz}/{number}", page, **hidden, choice=places)
            self._memory.answers.append(Told(hidden["submission"], hidden["attempt"], tuple(places)))
        review = self._get(f"{quiz}/review")
        self._post(f"{quiz}/review", review, **dict(_HIDDEN.findall(review)))

    def _guess(self, page: str) -> list[int]:
        place, _words = self._dice.choice(_CHOICE.findall(page))
        return [int(place)]

    def _get(self, path: str) -> str:
        answer = self._until_answered(lambda: self._phone.get(path))
        if answer.status in (302, 303):
            return self._get(urlsplit(answer.location).path)
        return self._expected(answer, 200, path).text

    def _post(self, path: str, page: str, **fields: object) -> None:
        answer = self._until_answered(lambda: self._phone.post(path, fields, token_of(page)))
        self._expected(answer, 303, path)

    def _until_answered(self, ask: Callable[[], Answer]) -> Answer:
        """Ask until an answer comes. What is sent stays the same, the number of the submission too."""
        while True:
            self._traffic.count()
            try:
                answer = ask()
            except NoAnswer:
                answer = None
            if answer is not None and answer.status != _AWAY:
                return answer
            self._memory.unanswered += 1
            self._traffic.is_up.wait()

    def _expected(self, answer: Answer, status: int, path: str) -> Answer:
        if answer.status != status:
            self._memory.faults.append(f"{answer.status} at {path}")
        assert answer.status == status, f"{path}:\n{answer.text}"
        return answer


class LearnerElsewhere(Learner):
    """One on a laptop that issues nothing: the page says that the certificate comes later, and no number stands there."""

    def _note_certificate(self, finished: str) -> None:
        assert not _CODE.findall(finished)
        assert "Giấy chứng nhận sẽ có sau." in finished
        self._memory.certificates[self._somebody.person_id] = "", ""


def _right(page: str) -> list[int]:
    """What is right in a final of the tiny course says so itself."""
    return [int(place) for place, words in _CHOICE.findall(page) if words.startswith("Ý đúng") or words == "Sai"]

"""What an author does with a course: have it checked, publish it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.catalogue.archive import sources
from lms.catalogue.archive.packing import gathered
from lms.catalogue.beside import surroundings
from lms.catalogue.complaints import Complaint, Sheet
from lms.catalogue.finding.actions import index
from lms.catalogue.folder import Reading, read_course, read_folder
from lms.catalogue.languages import actions as languages
from lms.catalogue.lints.looks import give_advice
from lms.catalogue.models import Course, CourseVersion, Item, Media, Module, PresenterNote, Screen
from lms.catalogue.proof import ModuleProof, Proof, proof_of
from lms.catalogue.queries import forget_in, published
from lms.catalogue.versions.actions import make_current
from lms.db import insert_once
from lms.problems import N_, Problem


class Outcome(StrEnum):
    """What publishing came to."""

    NEW = "new"
    SAME = "same"
    AGAIN = "again"


_VIETNAMESE = {
    Outcome.NEW: "{slug}: đã xuất bản bản {number}, {modules} bài, {screens} màn hình, {items} câu hỏi.",
    Outcome.SAME: "{slug}: không có gì mới, vẫn là bản {number}.",
    Outcome.AGAIN: "{slug}: nội dung này đã có từ trước; bản {number} lại là bản đang dùng.",
}
_ENGLISH = {
    Outcome.NEW: "{slug}: version {number} published, {modules} modules, {screens} screens, {items} questions.",
    Outcome.SAME: "{slug}: nothing new, still version {number}.",
    Outcome.AGAIN: "{slug}: this content was published before; version {number} is the current one again.",
}
_BESIDE = " Kèm {translations} tệp dịch, {recordings} bản ghi âm."
_BESIDE_ENGLISH = " With {translations} translated files, {recordings} recordings."


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing came to; as text, a sentence for the author."""

    slug: str
    number: int
    version_id: int
    outcome: Outcome
    modules: int
    screens: int
    items: int
    translations: int = 0
    recordings: int = 0

    def __str__(self) -> str:
        return _VIETNAMESE[self.outcome].format(**asdict(self)) + self._beside(_BESIDE)

    def in_english(self) -> str:
        """The same for who does not read Vietnamese."""
        return _ENGLISH[self.outcome].format(**asdict(self)) + self._beside(_BESIDE_ENGLISH)

    def _beside(self, words: str) -> str:
        return words.format(**asdict(self)) if self.translations or self.recordings else ""


class BrokenCourse(Problem):
    """The course has faults; nothing of it was stored."""

    def __init__(self, course: str, complaints: list[Complaint]) -> None:
        message = N_("The course %(course)s has %(count)s faults and was not published.")
        faults = [complaint for complaint in complaints if not complaint.is_warning]
        super().__init__(message, course=course, count=len(faults))
        self.complaints = complaints


def check(folder: Path) -> list[Complaint]:
    """Everything that keeps ``folder`` from being published or its translations from being shown, by file and line."""
    return read_course(folder)[1]


def review(folder: Path, today: date) -> list[Complaint]:
    """The same and the advice of a careful reader, who knows what day it is and what the glossary explains."""
    return looked_over(read_folder(folder), folder, today)


def looked_over(reading: Reading, folder: Path, today: date) -> list[Complaint]:
    """What a careful reader says of a folder that was read already."""
    if reading.course is not None:
        around = surroundings(folder.resolve(), reading.texts)
        give_advice(reading.course, around, today, Sheet("", reading.complaints))
    return sorted(reading.complaints, key=lambda complaint: (complaint.file, complaint.line))


def prepare(folder: Path) -> Proof:
    """Check and render the course in ``folder``, without a database. Raises :class:`BrokenCourse`."""
    course, complaints = read_course(folder)
    if course is None:
        raise BrokenCourse(folder.name, complaints)
    return replace(proof_of(course), sources=gathered(folder).files)


def publish(db: Session, folder: Path, now: datetime) -> Publication:
    """Make the course in ``folder`` the current version. Nothing is locked before it is rendered.

    Raises :class:`BrokenCourse`.
    """
    return store(db, prepare(folder), now)


def store(db: Session, proof: Proof, now: datetime, *, actor_id: int | None = None) -> Publication:
    """Keep a proof for ever and show it to newcomers. The same content twice is one version.

    Translations and recordings stand beside all versions and are always those of the proof.
    """
    forget_in(db)
    course_id = _locked_course(db, proof.slug)
    _store_media(db, proof)
    publication = _store_version(db, course_id, proof, now, actor_id)
    languages.store(db, course_id, proof.translations, proof.recordings, now)
    if proof.sources:
        sources.keep(db, publication.version_id, proof.sources)
    return publication


def _store_version(db: Session, course_id: int, proof: Proof, now: datetime, actor_id: int | None) -> Publication:
    version, outcome = _made_current(db, course_id, proof, now)
    index(db, published(db, version.id))
    if outcome is not Outcome.SAME:
        subject = f"course_version:{version.id}"
        record(db, "courses.publish", subject, now, actor_id=actor_id, course=proof.slug, number=version.number)
    return _publication(proof, version, outcome)


def _made_current(db: Session, course_id: int, proof: Proof, now: datetime) -> tuple[CourseVersion, Outcome]:
    known = db.scalar(
        select(CourseVersion).where(CourseVersion.course_id == course_id, CourseVersion.digest == proof.digest)
    )
    if known is not None and known.is_current:
        return known, Outcome.SAME
    if known is None:
        known, outcome = _stored(db, course_id, proof, now), Outcome.NEW
    else:
        outcome = Outcome.AGAIN
    make_current(db, course_id, known.id)
    return known, outcome


def _locked_course(db: Session, slug: str) -> int:
    """The course's key. Whoever else publishes it waits here until we are done; who learns does not."""
    db.execute(insert_once(db, Course).values(slug=slug).on_conflict_do_nothing(index_elements=["slug"]))
    return db.scalars(select(Course.id).where(Course.slug == slug).with_for_update(key_share=True)).one()


def _stored(db: Session, course_id: int, proof: Proof, now: datetime) -> CourseVersion:
    newest = db.scalar(select(func.max(CourseVersion.number)).where(CourseVersion.course_id == course_id)) or 0
    version = CourseVersion(
        course_id=course_id,
        number=newest + 1,
        is_current=False,
        digest=proof.digest,
        published_at=now,
        **proof.row,
    )
    db.add(version)
    db.flush()
    for module in proof.modules:
        _store_module(db, version.id, module)
    db.flush()
    return version


def _store_module(db: Session, version_id: int, proof: ModuleProof) -> None:
    module = Module(version_id=version_id, **proof.row)
    db.add(module)
    db.flush()
    db.add_all(Screen(module_id=module.id, **row) for row in proof.screens)
    db.add_all(PresenterNote(module_id=module.id, **row) for row in proof.notes)
    for is_final, rows in ((False, proof.practice), (True, proof.final)):
        db.add_all(Item(version_id=version_id, module_id=module.id, is_final=is_final, **row) for row in rows)
    db.flush()


def _store_media(db: Session, proof: Proof) -> None:
    for sha256, picture in sorted(proof.media.items()):
        row = {"sha256": sha256, "suffix": picture.suffix, "content": picture.content}
        db.execute(insert_once(db, Media).values(**row).on_conflict_do_nothing(index_elements=["sha256"]))


def _publication(proof: Proof, version: CourseVersion, outcome: Outcome) -> Publication:
    return Publication(
        proof.slug,
        version.number,
        version.id,
        outcome,
        len(proof.modules),
        sum(len(module.screens) for module in proof.modules),
        sum(len(module.practice) + len(module.final) for module in proof.modules),
        len(proof.translations),
        len(proof.recordings),
    )

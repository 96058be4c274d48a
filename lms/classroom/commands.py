"""The `lms classroom` commands: a class taken along, opened on a laptop, and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms import schema
from lms.certificates.keys.folder import UnusableKey
from lms.certificates.queries import elsewhere
from lms.classroom import codes
from lms.classroom.bundles import laptop
from lms.classroom.bundles.account import Account
from lms.classroom.bundles.bringing import Bringing, bring
from lms.classroom.bundles.models import OpenedBundle
from lms.classroom.bundles.opening import load, read_bundle
from lms.classroom.bundles.results import make_results
from lms.classroom.bundles.rules import USUAL_DAYS
from lms.classroom.bundles.taking import take
from lms.classroom.bundles.words import FATES, KINDS
from lms.classroom.models import ClassGroup
from lms.clock import local, local_date, now
from lms.db import Database, DatabaseOf
from lms.people.passwords import hashed, passphrase
from lms.places import queries as places
from lms.problems import Problem
from lms.terminal import in_vietnamese, said

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group("classroom")
def group() -> None:
    """Classes: take one along to where there is no network, and bring its results back."""


@group.command("take")
@click.argument("class_", metavar="CLASS")
@click.option("--days", default=USUAL_DAYS, show_default=True, help="For how many days it may be used.")
@click.option("--out", type=_FILE, help="Where to write it; else lop-CODE-NUMBER.bdhvs here.")
@click.pass_obj
def take_(database_of: DatabaseOf, class_: str, days: int, out: Path | None) -> None:
    """Write a class as one signed file. CLASS is its code, or its number in the address of its page."""
    database = database_of()
    with database.reading() as db:
        class_id, code = _class(db, class_)
    try:
        taken = take(database, class_id, None, now(), days)
    except Problem as problem:
        raise click.ClickException(in_vietnamese(problem)) from None
    except UnusableKey as problem:
        raise click.ClickException(f"không ký được: {problem}") from None
    file = out or Path(f"lop-{code}-{taken.serial}.bdhvs")
    _write(file, taken.content)
    click.echo(f"{file}: lớp «{taken.class_name}», lần mang thứ {taken.serial}, {taken.people} người.")
    click.echo(f"Dùng đến {_moment(taken.valid_until)}. Dấu khóa: {taken.fingerprint}")
    click.echo("Tệp có tên bà con và đáp án: chỉ chép vào máy của lớp, xong thì xóa.")


@group.command("open")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--folder", type=_FOLDER, required=True, help="An empty folder on this machine, for the data.")
@click.option("--fingerprint", default="", help="The mark of the key you were told; another one is refused.")
def open_(file: Path, folder: Path, fingerprint: str) -> None:
    """Open a class that was taken along, on the laptop that will serve it."""
    try:
        bundle = read_bundle(file.read_bytes(), now(), fingerprint)
        laptop.prepare(folder)
    except Problem as problem:
        raise click.ClickException(in_vietnamese(problem)) from None
    password = passphrase()
    database = Database(laptop.database_url(folder))
    try:
        schema.upgrade(database.engine)
        with database.transaction() as db:
            known = load(db, bundle, hashed(password), now())
    except Problem as problem:
        database.dispose()
        laptop.clear(folder)
        raise click.ClickException(in_vietnamese(problem)) from None
    finally:
        database.dispose()
    click.echo(f"Lớp «{known.class_name}», {known.people} người, của {known.home}. Dấu khóa: {known.fingerprint}")
    click.echo(
        f"Thầy cô đăng nhập trên máy này bằng tên «{'» hay «'.join(known.teachers)}», mật khẩu «{password}» (ghi lại ngay)."
    )
    click.echo(f"Chạy lớp: lms serve --folder {folder}. Dùng đến {_moment(known.valid_until)}.")


@group.command("results")
@click.option("--folder", type=_FOLDER, required=True, help="The folder the class was opened in.")
@click.option("--out", type=_FILE, help="Where to write them; else ket-qua-NUMBER.bdhvs here.")
def results_(folder: Path, out: Path | None) -> None:
    """Write the results of the class as one file, to be brought back. The class may go on afterwards."""
    if not laptop.is_made(folder):
        raise click.ClickException(f"{folder} không phải thư mục của một lớp mang theo")
    database = Database(laptop.database_url(folder))
    try:
        made = make_results(database, now())
    except Problem as problem:
        raise click.ClickException(in_vietnamese(problem)) from None
    finally:
        database.dispose()
    file = out or Path(f"ket-qua-{made.serial}.bdhvs")
    _write(file, made.content)
    told = made.totals
    click.echo(
        f"{file}: lớp «{made.class_name}», tệp kết quả thứ {made.serial}, {told['people']} người, "
        f"{told['attempts']} lượt làm bài, {told['answers']} câu trả lời, {told['marks']} lượt điểm danh."
    )


@group.command("bring")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--class", "class_", metavar="CLASS", help="Refuse the results of any other class than this.")
@click.option("--dry-run", is_flag=True, help="Only say what would be taken in.")
@click.pass_obj
def bring_(database_of: DatabaseOf, file: Path, class_: str | None, *, dry_run: bool) -> None:
    """Bring the results of a class back: twice is once, and every row is accounted for."""
    database = database_of()
    class_id = None
    if class_:
        with database.reading() as db:
            class_id = _class(db, class_)[0]
    try:
        account = bring(database, file.read_bytes(), Bringing(None, now(), class_id, dry_run))
    except Problem as problem:
        raise click.ClickException(in_vietnamese(problem)) from None
    _tell(account, is_dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class OpenedClass:
    """What a folder holds that was made from a bundle."""

    bundle: OpenedBundle
    name: str
    office: str
    """Who issues its certificates."""
    province: str


def opened_in(folder: Path) -> OpenedClass | None:
    """The class that was opened in a folder."""
    if not laptop.is_made(folder):
        return None
    database = Database(laptop.database_url(folder))
    try:
        with database.reading() as db:
            found, office, province = (
                db.scalar(select(OpenedBundle)),
                elsewhere(db),
                places.province(db, local_date(now())),
            )
            if found is None or office is None:
                return None
            name = db.get_one(ClassGroup, found.class_id).name
            return OpenedClass(found, name, office.name, province.name if province else "")
    finally:
        database.dispose()


def _class(db: Session, named: str) -> tuple[int, str]:
    by_code = (ClassGroup.code == codes.bare(named)) & ClassGroup.closed_at.is_(None)
    found = db.scalar(select(ClassGroup).where((ClassGroup.public_id == named) | by_code))
    if found is None:
        raise click.ClickException(f"không có lớp nào là {named}")
    return found.id, found.code


def _tell(account: Account, *, is_dry_run: bool) -> None:
    click.echo(f"Lớp «{account.class_name}», tệp kết quả thứ {account.serial}, làm lúc {_moment(account.made_at)}")
    if account.came_before is not None:
        click.echo(f"Tệp này đã nhận lúc {_moment(account.came_before)}.")
    if account.serial < account.newest:
        click.echo(f"Đã nhận tệp mới hơn (thứ {account.newest}): tệp này không thay gì của tệp ấy.")
    for what, word in KINDS.items():
        row = [f"{count} {said(FATES[fate])}" for fate in FATES if (count := account.count(what, fate))]
        if row:
            click.echo(f"{said(word)}: {', '.join(row)}")
    for line in account.lines:
        click.echo(f"- {line.who}: {said(KINDS[line.what])}, {said(FATES[line.fate])}. {in_vietnamese(line.why)}")
    click.echo("Chạy thử: chưa ghi gì." if is_dry_run else "Đã ghi xong.")


def _write(file: Path, content: bytes) -> None:
    """Write beside, then put in place: no half file is ever taken for a whole one. Nobody else may read it."""
    beside = file.with_name(f".{file.name}.part")
    beside.touch(mode=0o600)
    beside.write_bytes(content)
    beside.replace(file)


def _moment(at: datetime) -> str:
    return local(at).strftime("%H:%M ngày %d/%m/%Y")

"""The `lms certificates templates` commands: what papers are printed on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lms.certificates.issuers import BadIssuer, IssuerDetails, read_issuer
from lms.certificates.templates import actions, queries
from lms.certificates.templates.folder import BadTemplate, Draft, read_folder
from lms.certificates.templates.form import CannotPrint
from lms.certificates.templates.samples import CHANGES, sample_people
from lms.clock import local_date, now
from lms.db import DatabaseOf
from lms.people.queries import login_named

if TYPE_CHECKING:
    from lms.certificates.templates.guard import Findings

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ISSUER = click.option(
    "--issuer", type=_FILE, help="Try it with the lines of this issuer (TOML), not with invented ones."
)
_HOST = "https://hoc.phutho.gov.vn"


@click.group("templates")
def group() -> None:
    """What certificates are printed on: try, look at, publish (docs/templates.md)."""


@group.command("check")
@click.argument("folder", type=_FOLDER)
@_ISSUER
def check(folder: Path, issuer: Path | None) -> None:
    """Try the template in FOLDER with invented people and say everything that is wrong."""
    draft, found = _examined(folder, issuer)
    click.echo(f"«{draft.name}» dùng được: đã thử {found.people} tờ; {_way(found)}")


@group.command("preview")
@click.argument("folder", type=_FOLDER)
@click.option("--out", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path), help="The PDF.")
@click.option(
    "--person", default=1, show_default=True, type=click.IntRange(1, len(CHANGES)), help="Which of the people."
)
@click.option("--english", is_flag=True, help="In two languages.")
@_ISSUER
def preview(folder: Path, out: Path, *, person: int, english: bool, issuer: Path | None) -> None:
    """Print an invented certificate on the template in FOLDER, whether it may be published or not."""
    from lms.certificates.printing import printed

    draft = _read(folder)
    people = list(sample_people(("en" if english else "vi",), _issuer(issuer)).items())
    if person > len(people):
        raise click.ClickException(f"chỉ có {len(people)} người để thử")
    who, facts = people[person - 1]
    try:
        out.write_bytes(printed(facts, draft.form))
    except CannotPrint as problem:
        raise click.ClickException(f"không in được: {problem}") from None
    click.echo(f"{out}: {who}")


@group.command("publish")
@click.argument("folder", type=_FOLDER)
@click.option("--by", metavar="LOGIN", help="Who publishes it, for the record.")
@click.pass_obj
def publish(database_of: DatabaseOf, folder: Path, by: str | None) -> None:
    """Make the template in FOLDER the newest version of its key, if everything about it is right."""
    person_id = None if by is None else _person(database_of, by)
    draft, found = _examined(folder, None)
    try:
        with database_of().transaction() as db:
            made = actions.publish(db, draft, now(), may_be_stamped=found.may_be_stamped, by=person_id)
    except BadTemplate as problem:
        raise _refused(folder, problem.complaints) from None
    click.echo(f"Đã công bố «{made.name}», {made.key} bản {made.version}; {_way(found)}")
    click.echo(f'Giấy cấp từ nay in trên bản này nếu tệp của cơ quan cấp ghi template = "{made.key}"')


@group.command("list")
@click.pass_obj
def list_(database_of: DatabaseOf) -> None:
    """List every published version, the newest of each first."""
    with database_of().reading() as db:
        for row in queries.versions(db):
            day = local_date(row.published_at).strftime("%d/%m/%Y")
            way = "in nhanh được" if row.may_be_stamped else "in từng tờ"
            click.echo(f"{row.key}\tbản {row.version}\t{row.name}\t{day}\t{', '.join(row.languages)}\t{way}")


def _person(database_of: DatabaseOf, login_name: str) -> int:
    with database_of().reading() as db:
        login = login_named(db, login_name)
    if login is None:
        raise click.ClickException(f"không có tên đăng nhập {login_name}")
    return login.person_id


def _way(found: Findings) -> str:
    return "in nhanh được" if found.may_be_stamped else f"in từng tờ, chậm hơn, vì {found.not_stamped}"


def _examined(folder: Path, issuer: Path | None) -> tuple[Draft, Findings]:
    from lms.certificates.templates.guard import everybody, examine

    draft = _read(folder)
    found = examine(draft, everybody(draft, _issuer(issuer)))
    if found.complaints:
        raise _refused(folder, found.complaints)
    return draft, found


def _read(folder: Path) -> Draft:
    try:
        return read_folder(folder)
    except BadTemplate as problem:
        raise _refused(folder, problem.complaints) from None


def _issuer(file: Path | None) -> IssuerDetails | None:
    if file is None:
        return None
    try:
        return read_issuer(file, _HOST).details
    except BadIssuer as problem:
        raise _refused(file, problem.complaints) from None


def _refused(place: Path, complaints: Iterable[str]) -> click.ClickException:
    lines = "\n".join(f"- {complaint}" for complaint in complaints)
    return click.ClickException(f"{place.name}: chưa dùng được, vì:\n{lines}")

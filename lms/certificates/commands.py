"""The `lms certificates` commands."""

from __future__ import annotations

from pathlib import Path

import click

from lms.certificates import actions, queries
from lms.certificates.appointing import ensure_issuer
from lms.certificates.archive.commands import archive
from lms.certificates.background import render  # so that the worker knows how to print
from lms.certificates.bulk.background import make  # so that the worker knows how to make exports
from lms.certificates.bulk.commands import export
from lms.certificates.codes import bare, grouped, is_well_formed
from lms.certificates.issuers import BadIssuer, read_issuer
from lms.certificates.keys.commands import group as keys
from lms.certificates.models import Certificate, Status
from lms.certificates.rules import Reason
from lms.certificates.signing.chosen import chosen
from lms.certificates.signing.problems import CannotSign
from lms.certificates.templates.commands import group as templates
from lms.clock import now
from lms.db import DatabaseOf
from lms.jobs.worker import run_due
from lms.problems import Conflict, Problem

__all__ = ["group", "make", "render"]
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_STATUS = {
    Status.ACTIVE: "còn hiệu lực",
    Status.REVOKED: "đã thu hồi",
    Status.SUPERSEDED: "đã được thay thế",
}


class NothingToSay(click.ClickException):
    """No verdict can be given, neither yes nor no."""

    exit_code = 2


@click.group("certificates")
def group() -> None:
    """Certificates: who issues them, whether one holds, ending one."""


group.add_command(keys)
group.add_command(archive)
group.add_command(export)


group.add_command(templates)


@group.command("set-issuer")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--base-url", required=True, metavar="URL", help="The server's LMS_BASE_URL: the QR codes lead there.")
@click.option("--for", "for_unit", metavar="UNIT", help="Code of the unit it issues for; else for all without another.")
@click.pass_obj
def set_issuer(database_of: DatabaseOf, file: Path, base_url: str, for_unit: str | None) -> None:
    """Take the lines of FILE (TOML) for all certificates issued from now on.

    lms/certificates/data/phu-tho.toml shows what such a file says. With --for they are taken for the people of a
    commune, an agency or any other unit and of all below it; the nearest issuer up the tree issues.
    """
    try:
        issuer = read_issuer(file, base_url)
        with database_of().transaction() as db:
            ensure_issuer(db, issuer, now(), for_unit)
    except BadIssuer as problem:
        lines = "\n".join(f"- {complaint}" for complaint in problem.complaints)
        raise click.ClickException(f"{file.name}: chưa dùng được, vì:\n{lines}") from None
    place = f" cho đơn vị {for_unit} và cấp dưới" if for_unit else ""
    click.echo(f"Từ nay «{issuer.details.name}» cấp giấy chứng nhận{place}, tra cứu tại {issuer.details.check_at}/x")


@group.command("verify")
@click.argument("what", metavar="FILE|CODE")
@click.option("--trust", type=_FILE, help="Roots (PEM) that signatures are judged by; else LMS_SIGN_TRUST.")
@click.pass_obj
def verify(database_of: DatabaseOf, what: str, trust: Path | None) -> None:
    """Say whether a certificate holds: of a PDF FILE its signature, its bytes and its state; of a CODE what it says.

    Ends with 0 if it holds, with 1 if it does not (altered, revoked, replaced, never given out), and with 2 if nothing
    can be said: a mistyped code, a file that cannot be read, no roots to judge a signature by.
    """
    if Path(what).is_file():
        _verify_file(database_of, Path(what), trust)
        return
    certificate = _find(database_of, what)
    _tell(certificate)
    if certificate.status != Status.ACTIVE:
        raise click.exceptions.Exit(1)


def _tell(certificate: Certificate) -> None:
    facts = certificate.facts
    click.echo(f"{grouped(certificate.code)}: {_STATUS[certificate.status]}")
    for line in (
        facts.number,
        f"{facts.holder}, sinh năm {facts.birth_year}, {facts.place_line}",
        f"{facts.course_title}; {facts.hours_line}; {facts.result_line}; {facts.mode_line}",
        facts.issuer,
        facts.place_and_date,
    ):
        click.echo(f"  {line}")


def _verify_file(database_of: DatabaseOf, file: Path, trust: Path | None) -> None:
    from lms.certificates.genuine import judge_file  # pyHanko is slow to load, and other commands need it not
    from lms.certificates.signing.chain import read_roots
    from lms.certificates.signing.checking import Verdict

    try:
        roots, content = read_roots(str(trust or chosen().trust)), file.read_bytes()
    except (OSError, CannotSign) as error:
        raise NothingToSay(str(error)) from None
    with database_of().reading() as db:
        judged = judge_file(db, content, roots)
    found, certificate = judged.finding, judged.certificate
    if found.verdict is not Verdict.UNSIGNED and not roots:
        raise NothingToSay("chưa có chứng thư gốc để xét chữ ký: đặt LMS_SIGN_TRUST hoặc dùng --trust")
    click.echo(
        {
            Verdict.VALID: f"Chữ ký số: ĐÚNG, của {found.signer}{', có dấu thời gian' if found.is_stamped else ''}",
            Verdict.INVALID: "Chữ ký số: KHÔNG HỢP LỆ, tệp đã bị sửa hoặc không phải chữ ký của cơ quan cấp",
            Verdict.UNSIGNED: "Chữ ký số: không có",
        }[found.verdict]
    )
    click.echo("Sổ cấp: " + ("đúng từng byte bản đã cấp" if certificate else "KHÔNG có tệp này"))
    if certificate:
        _tell(certificate)
    if not judged.holds:
        raise click.exceptions.Exit(1)


@group.command("sign")
@click.pass_obj
def sign(database_of: DatabaseOf) -> None:
    """Print and sign now what still waits, also what failed too often. Ends with 1 if something waits on."""
    if not chosen().is_on:
        raise NothingToSay("chưa bật ký số: đặt LMS_SIGN (docs/operations.md)")
    database = database_of()
    with database.transaction() as db:
        waiting = actions.sign_what_waits(db, now())
    run_due(database, actions.RENDER)
    with database.reading() as db:
        left = len(queries.without_file(db))
    click.echo(f"Đã ký {max(0, waiting - left)} giấy, còn chờ {left}")
    if left:
        raise click.exceptions.Exit(1)


@group.command("revoke")
@click.argument("code")
@click.option(
    "--reason", type=click.Choice([reason.value for reason in Reason if reason is not Reason.CORRECTED]), required=True
)
@click.option("--note", default="", help="More about it, for the audit record only.")
@click.option("--void", is_flag=True, help="From the beginning: it never counted, on no day.")
@click.pass_obj
def revoke(database_of: DatabaseOf, code: str, reason: str, note: str, *, void: bool) -> None:
    """End the certificate with CODE; whoever checks it reads so from now on."""
    certificate = _find(database_of, code)
    try:
        with database_of().transaction() as db:
            end = actions.void if void else actions.revoke
            end(db, certificate, None, Reason(reason), now(), note=note)
    except Conflict:
        raise click.ClickException(f"giấy này {_STATUS[certificate.status]} từ trước") from None
    except Problem:
        raise click.ClickException("lý do này không làm giấy vô hiệu từ đầu được: bỏ --void") from None
    click.echo(f"Đã thu hồi giấy chứng nhận số {certificate.facts.number}{', vô hiệu từ đầu' if void else ''}")


@group.command("render")
@click.pass_obj
def render_missing(database_of: DatabaseOf) -> None:
    """Ask the worker again for every certificate that is not printed."""
    with database_of().transaction() as db:
        count = actions.print_missing(db, now())
    click.echo(f"Đã xếp lại {count} giấy chứng nhận chưa in" if count else "Không có giấy chứng nhận nào chưa in")


def _find(database_of: DatabaseOf, typed: str) -> Certificate:
    code = bare(typed)
    if not is_well_formed(code):
        raise NothingToSay("mã gõ sai: xem lại từng ký tự in dưới mã QR; hoặc không có tệp này")
    with database_of().reading() as db:
        certificate = queries.find(db, code)
    if certificate is None:
        raise click.ClickException("không tìm thấy: mã đúng cách viết nhưng chưa từng được cấp")
    return certificate

"""The command that carries out a reorganisation of places, and what it means for those who have roles there."""

from __future__ import annotations

from pathlib import Path

import click

from lms.clock import now
from lms.db import DatabaseOf
from lms.people.roles.following import Left, follow
from lms.places.reorganising.actions import foresee, reorganise
from lms.places.reorganising.planning import Plan, Verdict
from lms.places.rules import BadPlaces
from lms.roles import Role

_VERDICTS = {Verdict.NEW: "mới", Verdict.SAME: "như cũ", Verdict.WRONG: "SAI"}
_ROLES = {
    Role.TEACHER: "giáo viên",
    Role.TEAM: "tổ công nghệ số cộng đồng",
    Role.AUTHOR: "người soạn khóa học",
    Role.OFFICIAL: "cán bộ phụ trách",
    Role.ADMINISTRATOR: "quản trị viên",
}


@click.command("reorganise")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would become of each line, and change nothing.")
@click.pass_obj
def reorganise_(database_of: DatabaseOf, file: Path, *, dry_run: bool) -> None:
    """Merge and split communes, wards or villages as FILE says, a CSV with one day of effect."""
    try:
        if dry_run:
            with database_of().reading() as db:
                _tell(file, foresee(db, file))
            return
        with database_of().transaction() as db:
            done = reorganise(db, file, now())
            left = follow(db, done.ended, done.effective_on, now())
    except BadPlaces as problem:
        raise click.ClickException("\n".join([f"{file.name}: chưa đổi gì, vì:", *problem.complaints])) from None
    opened, moved = len(done.plan.openings), len(done.plan.moves)
    click.echo(
        f"{file.name}: {len(done.ended)} đơn vị kết thúc, {opened} đơn vị mới, {moved} thôn chuyển sang đơn vị mới"
    )
    for one in left:
        click.echo(_told(one))


def _told(left: Left) -> str:
    return f"vai trò {_ROLES[left.role]} của {left.name} ở {left.unit} đã hết; nếu cần, trao lại ở trang Phân quyền"


def _tell(file: Path, found: Plan) -> None:
    for line, verdict, told in found.verdicts:
        click.echo(f"dòng {line.line}: {_VERDICTS[verdict]}: {told}")
    counts = (
        f"{len(found.closings)} đơn vị sẽ kết thúc, {len(found.openings)} đơn vị mới, {len(found.moves)} thôn chuyển"
    )
    click.echo(f"{file.name}: chạy thử, chưa đổi gì: {counts}")
    if found.complaints:
        raise click.exceptions.Exit(1)

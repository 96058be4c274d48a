"""A place in the public lists of revoked certificates for each certificate."""

import random

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

LENGTH = 131_072


def upgrade() -> None:
    with op.batch_alter_table("certificate") as table:
        table.add_column(sa.Column("status_list", sa.Integer(), nullable=True))
        table.add_column(sa.Column("status_index", sa.Integer(), nullable=True))
    _fill(op.get_bind())
    with op.batch_alter_table("certificate") as table:
        table.alter_column("status_list", existing_type=sa.Integer(), nullable=False)
        table.alter_column("status_index", existing_type=sa.Integer(), nullable=False)
        table.create_unique_constraint(op.f("uq_certificate_status_list_status_index"), ["status_list", "status_index"])


def _fill(connection: sa.Connection) -> None:
    """Give each certificate a random place, two thirds of a list at most."""
    table = sa.table("certificate", *map(sa.column, ("id", "status_list", "status_index")))
    keys = list(connection.scalars(sa.select(table.c.id)))
    most, chance = LENGTH * 2 // 3, random.SystemRandom()
    for start in range(0, len(keys), most):
        some = keys[start : start + most]
        connection.execute(
            sa.update(table)
            .where(table.c.id == sa.bindparam("key"))
            .values(status_list=start // most + 1, status_index=sa.bindparam("place")),
            [
                {"key": key, "place": place}
                for key, place in zip(some, chance.sample(range(LENGTH), len(some)), strict=True)
            ],
        )


def downgrade() -> None:
    with op.batch_alter_table("certificate") as table:
        table.drop_constraint(op.f("uq_certificate_status_list_status_index"), type_="unique")
        table.drop_column("status_index")
        table.drop_column("status_list")

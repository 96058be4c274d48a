"""What was counted at night: numbers of units, nothing of persons."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, Base
from lms.statistics.nightly.rules import What


class UnitPeople(Base):
    """One number of a commune, or of a village, with all below it. That of the province is the sum of its communes."""

    __tablename__ = "unit_people"

    org_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), primary_key=True, info=PUBLIC)
    what: Mapped[What] = mapped_column(String(12), primary_key=True, info=PUBLIC)
    people: Mapped[int] = mapped_column(info=PUBLIC)
    counted_at: Mapped[datetime] = mapped_column(info=PUBLIC)

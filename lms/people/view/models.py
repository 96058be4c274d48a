"""What somebody chose for the look of pages."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, Base


class ChosenView(Base):
    """One row a person who has ever chosen; what was not chosen is empty and stays as the browser has it."""

    __tablename__ = "chosen_view"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=PERSONAL)
    size: Mapped[str | None] = mapped_column(String(1), info=PERSONAL)
    """«1» to «3»."""
    contrast: Mapped[str | None] = mapped_column(String(1), info=PERSONAL)
    """«1» is white and yellow on black."""
    language: Mapped[str | None] = mapped_column(String(2), info=PERSONAL)

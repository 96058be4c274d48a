"""What somebody chose."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.people.view.models import ChosenView


def chosen_view(db: Session, person_id: int) -> dict[str, str]:
    """The choices of a person (``size``, ``contrast``, ``language``); empty for whoever never chose."""
    kept = db.get(ChosenView, person_id)
    names = ("size", "contrast", "language")
    return {name: getattr(kept, name) for name in names if getattr(kept, name)} if kept else {}

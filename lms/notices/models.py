"""One thing one person is told. The words are made when it is read, in the language of the reader."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PERSONAL, PUBLIC, Base


class Kind(StrEnum):
    """What a notice is about; :mod:`lms.notices.words` has a sentence for each."""

    CERTIFICATE_ISSUED = "certificate-issued"
    CERTIFICATE_CORRECTED = "certificate-corrected"
    CERTIFICATE_REVOKED = "certificate-revoked"
    CORRECTION_REFUSED = "correction-refused"
    SIGNED_IN_AGAIN = "signed-in-again"
    CARD_PRINTED = "card-printed"
    ADDED_TO_CLASS = "added-to-class"
    INVITED_TO_CLASS = "invited-to-class"
    TEACHES_ALONG = "teaches-along"
    TEACHES_NO_LONGER = "teaches-no-longer"
    DEVICE_REVOKED = "device-revoked"
    EXPORT_READY = "export-ready"
    GROUP_APPROVED = "group-approved"
    GROUP_REFUSED = "group-refused"
    HOME_CHANGED = "home-changed"
    LEFT_PROVINCE = "left-province"
    REQUEST_DONE = "request-done"
    REQUEST_REFUSED = "request-refused"


class Notice(Base):
    """A notice; unique by person, kind and key, so that telling twice is telling once."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("person_id", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=PERSONAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=PERSONAL)
    kind: Mapped[Kind] = mapped_column(String(40), info=PUBLIC)
    key: Mapped[str] = mapped_column(String(120), info=PERSONAL)
    """Which event it tells of, for example the id of the certificate."""
    values: Mapped[dict[str, Any]] = mapped_column(info=PERSONAL)
    """What fills the holes of the sentence: plain strings."""
    link: Mapped[str] = mapped_column(String(200), info=PERSONAL)
    """A path of this site where one sees more; may be empty."""
    at: Mapped[datetime] = mapped_column(info=PERSONAL)
    seen_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)

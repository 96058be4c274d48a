"""The files a version was published from, so that every node can give the course back to authors."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db import PUBLIC, SECRET, Base


class SourceFile(Base):
    """One file of the folder. The version never changes; its notes, translations and recordings may."""

    __tablename__ = "source_file"

    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), primary_key=True, info=PUBLIC)
    path: Mapped[str] = mapped_column(String(200), primary_key=True, info=PUBLIC)
    """Seen from the course's folder."""
    sha256: Mapped[str | None] = mapped_column(ForeignKey("media.sha256"), info=PUBLIC)
    """Of a picture or sound that is kept with all others."""
    content: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    """The bytes of any other file: the right answers are among them."""

"""The only source of time, so that a rule never looks at the clock behind one's back."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def local(instant: datetime) -> datetime:
    """The same instant as a clock in Việt Nam shows it."""
    return instant.astimezone(LOCAL)


def local_date(instant: datetime) -> date:
    """The calendar day in Việt Nam on which an instant falls."""
    return local(instant).date()

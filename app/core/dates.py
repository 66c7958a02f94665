"""Dates: pure arithmetic and how we say them. Moments are UTC; dates and words are Europe/London."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def date_of(moment: datetime) -> date:
    """The Europe/London date on which a moment (aware) falls."""
    return moment.astimezone(LONDON).date()


def start_of(day: date) -> datetime:
    """The moment at which a Europe/London day begins."""
    return end_of(day - timedelta(days=1))


def end_of(day: date) -> datetime:
    """The moment at which a Europe/London day is over, whether it had 23, 24 or 25 hours."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month (31 August + 6 is 28 or 29 February)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def say_date(value: date | datetime | None) -> str:
    """A date as people say it: 24 November 2026; empty for None."""
    if value is None:
        return ""
    day = date_of(value) if isinstance(value, datetime) else value
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def say_moment(value: datetime) -> str:
    """A moment as people say it: 24 November 2026 at 3:05pm."""
    local = value.astimezone(LONDON)
    half = "am" if local.hour < 12 else "pm"
    return f"{say_date(local)} at {local.hour % 12 or 12}:{local.minute:02}{half}"


def say_published(value: str | None) -> str:
    """A publication date of any precision ("2013", "2013-09", "2013-09-17") as people say it."""
    if not value:
        return "date not shown"
    parts = [int(part) for part in value.split("-")]
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, calendar.month_name[parts[1]])
    if len(parts) > 2:
        words.insert(0, str(parts[2]))
    return " ".join(words)

"""How the portal writes money, days and dates, wherever a person reads them."""

from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def pounds(pence):
    """Whole pence as pounds: 125000 is "£1,250.00", and -20000 is "-£200.00"."""
    sign = "-" if pence < 0 else ""
    whole, rest = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}.{rest:02d}"


def days(halves):
    """Whole half-days as days: 5 is "2.5 days", 2 is "1 day", 1 is "half a day"."""
    if halves == 1:
        return "half a day"
    if halves == 2:
        return "1 day"
    return f"{halves / 2:g} days"


def months_in_words(number):
    """Whole months: "1 month", "12 months"."""
    return f"{number} month{'' if number == 1 else 's'}"


def long_date(date):
    """A date, or the date that a moment has in London: "Tuesday 3 March 2026"."""
    if hasattr(date, "tzinfo") and date.tzinfo:
        date = date.astimezone(LONDON)
    return f"{date:%A} {date.day} {date:%B %Y}"


def clock_time(time):
    """A time of day: "9.15am", "2pm", "midday"."""
    if (time.hour, time.minute) == (12, 0):
        return "midday"
    if (time.hour, time.minute) == (0, 0):
        return "midnight"
    hour = time.hour % 12 or 12
    minutes = f".{time.minute:02d}" if time.minute else ""
    return f"{hour}{minutes}{'am' if time.hour < 12 else 'pm'}"


def long_datetime(moment):
    """An aware moment as London has it: "Tuesday 3 March 2026, 9.15am"."""
    local = moment.astimezone(LONDON)
    return f"{long_date(local)}, {clock_time(local)}"

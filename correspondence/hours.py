"""When a message may go: at once if somebody waits for it, otherwise by day, on working days in term time.

See docs/adr/0014-mail-keeps-hours.md.
"""

import datetime

from django.conf import settings

from core import clock
from core.words import LONDON
from core.working_days import ONE_DAY
from correspondence import kinds
from schools.school_days import next_term_day

OPENS, CLOSES = datetime.time(8), datetime.time(18)


def not_before(kind):
    """The moment before which a message of this kind stays here; None when it may go at once."""
    if not settings.MAIL_KEEPS_HOURS or kind in kinds.WAITED_FOR:
        return None
    now = clock.now().astimezone(LONDON)
    day = next_term_day(now.date() + ONE_DAY if now.time() >= CLOSES else now.date())
    if day == now.date() and now.time() >= OPENS:
        return None
    return datetime.datetime.combine(day, OPENS, LONDON)

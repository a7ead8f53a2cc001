"""Who gets where, written by hand from design.md, section 3, rule 10: never from what the portal happened to answer.

Signed out: sign in first, whatever the reference. What a person may not see is a 404; what they may see but not do
is a 403. Staff see what their role runs; a head sees the school's, once proven; everybody sees what is their own.
"""

from tests.access.table import money, people, programme, support
from tests.access.table.people import ADMIN_PAGES, DEVELOPMENT, LOOKED_UP, SIGN_IN_PAGES
from tests.access.table.rows import PARTIES, ROLES, STAFF

PUBLIC = [*people.PUBLIC, *programme.PUBLIC, *support.PUBLIC]
OWN = [*people.OWN, *programme.OWN, *support.OWN, *money.OWN]
DESK = [*people.DESK, *programme.DESK, *support.DESK, *money.DESK]
ACTS = [*people.ACTS, *programme.ACTS, *support.ACTS, *money.ACTS]

__all__ = [
    "ACTS",
    "ADMIN_PAGES",
    "DESK",
    "DEVELOPMENT",
    "LOOKED_UP",
    "OWN",
    "PARTIES",
    "PUBLIC",
    "ROLES",
    "SIGN_IN_PAGES",
    "STAFF",
]

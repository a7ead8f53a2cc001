from schools.models.calendar import CalendarPeriod, PeriodKind
from schools.models.network import Network, NetworkKind
from schools.models.person import Person, StaffRole
from schools.models.post import OPENS_LETTERS, Post, Role
from schools.models.school import School, SchoolStatus, SupportLevel
from schools.models.succession import Succession

__all__ = [
    "OPENS_LETTERS",
    "CalendarPeriod",
    "Network",
    "NetworkKind",
    "PeriodKind",
    "Person",
    "Post",
    "Role",
    "School",
    "SchoolStatus",
    "StaffRole",
    "Succession",
    "SupportLevel",
]

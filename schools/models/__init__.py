from schools.models.person import Person, StaffRole
from schools.models.post import Post, Role
from schools.models.school import School, SchoolStatus, SupportLevel

__all__ = ["Person", "Post", "Role", "School", "SchoolStatus", "StaffRole", "SupportLevel"]

from influencers.models.interest import ExpressionOfInterest
from influencers.models.nomination import Capacity, Nomination, NominationVisit, NomineeRole
from influencers.models.profile import Influencer, Invitation, Photograph
from influencers.models.progress import Progress
from influencers.models.strengths import Availability, Expertise, ExpertiseGroup, KeyStage, KeyStages, Weekday

__all__ = [
    "Availability",
    "Capacity",
    "Expertise",
    "ExpertiseGroup",
    "ExpressionOfInterest",
    "Influencer",
    "Invitation",
    "KeyStage",
    "KeyStages",
    "Nomination",
    "NominationVisit",
    "NomineeRole",
    "Photograph",
    "Progress",
    "Weekday",
]

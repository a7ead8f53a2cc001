"""The story of the support that a school had, on one page: what it asked, who came and when, and what came of it.

It is made from what is kept anyway: the agreed plan, the accepted reports, and the feedback, of which only what its
writer lets us quote is told.
"""

from dataclasses import asdict, dataclass, field

from django.utils.text import Truncator

from brokerage.models import FeedbackPart
from brokerage.workflow import DeploymentStatus, PlanStatus, ReportStatus
from core.privacy import EMAIL, TELEPHONE
from core.words import days, long_date

# So that it stays one page of A4, whatever was written.
MOST_OBJECTIVES, MOST_CHANGES, MOST_QUOTES, MOST_THANKS, MOST_VISITS = 3, 2, 2, 1, 6
ASKED, LINE, SAID, THANKED = 240, 110, 170, 140
LEFT_OUT = "[left out]"


@dataclass(frozen=True)
class Aim:
    """One objective, with confidence from 1 to 5 before and after, as far as somebody said."""

    text: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Quote:
    words: str
    by: str


@dataclass(frozen=True)
class Story:
    """Everything the page says, in words, so that a document can freeze it."""

    school: str
    influencer: str
    national_lead: str
    kind: str
    asked: str
    days: str
    visits: list
    aims: list
    changes: list
    quotes: list
    thanks: list
    confidence: list = field(default_factory=list)

    def as_context(self):
        return {"story": asdict(self)}


def is_told_of(deployment):
    """Whether the deployment is complete, and so has a story."""
    return deployment.status == DeploymentStatus.COMPLETED


def story_of(deployment):
    """The story, in five queries. Addresses and telephone numbers that somebody wrote are left out (rule 7)."""
    reports = _accepted(deployment)
    given = list(deployment.feedback.all())
    feedback = [one for one in given if one.answered_at]
    return Story(
        school=str(deployment.school),
        influencer=str(deployment.person),
        national_lead=str(deployment.national_lead),
        kind=deployment.get_kind_display(),
        asked=_cut(deployment.request.need, ASKED),
        days=days(sum(visit.halves for visit in reports)) if reports else "",
        visits=[long_date(visit.on) for visit in reports[:MOST_VISITS]],
        aims=_aims(deployment),
        changes=_changes(reports),
        quotes=[_quoted(one) for one in feedback if one.may_quote and one.what_changed][:MOST_QUOTES],
        thanks=[_thanked(one) for one in given if one.thank_you and one.is_thank_you_shown][:MOST_THANKS],
        confidence=[{"who": _called(one), "now": one.confidence} for one in feedback if one.may_quote],
    )


def _accepted(deployment):
    """The deployment's visits whose report is accepted, in their order."""
    visits = deployment.visits.filter(report__status=ReportStatus.ACCEPTED)
    return list(visits.select_related("report").order_by("on", "pk"))


def _aims(deployment):
    plan = deployment.plans.filter(status=PlanStatus.AGREED).last()
    objectives = plan.objectives.all()[:MOST_OBJECTIVES] if plan else []
    return [
        Aim(
            _cut(objective.text, LINE),
            objective.confidence_before,
            objective.confidence_after,
        )
        for objective in objectives
    ]


def _changes(visits):
    """What changed, from the latest reports that say something of their own."""
    said = dict.fromkeys(_cut(visit.report.what_changed, SAID) for visit in visits)
    return list(said)[-MOST_CHANGES:]


def _quoted(feedback):
    return Quote(_cut(feedback.what_changed, SAID), _called(feedback))


def _thanked(feedback):
    return Quote(_cut(feedback.thank_you, THANKED), _called(feedback))


def _called(feedback):
    """Whose words they are: by their part, never by name."""
    return {
        FeedbackPart.HEAD: "the headteacher",
        FeedbackPart.SCIENCE_LEADER: "the science leader",
        FeedbackPart.INFLUENCER: "the influencer",
    }[feedback.part]


def _cut(text, most):
    plain = " ".join(TELEPHONE.sub(LEFT_OUT, EMAIL.sub(LEFT_OUT, text)).split())
    return Truncator(plain).chars(most)


def series_of(deployment):
    """The series of documents that holds the story's PDFs."""
    return f"support_story:{deployment.pk}"

"""What waits for a nominee, a head or a lead, and what is somebody's own."""

from django.db.models import Case, Q, Value, When
from django.urls import reverse

from core.waiting import Hat, Kind, Together, Waiting, in_one_query, name_of
from influencers import permissions
from influencers.models import ExpressionOfInterest, Influencer, Invitation, Nomination
from influencers.services import letters_to_send
from influencers.workflow import InfluencerStatus, InterestStatus, NominationStatus, ProgressStatus
from schools.models import Person

LEAD_ACTS = {
    NominationStatus.CONFIRMED: "Arrange a visit",
    NominationStatus.VISIT_ARRANGED: "Visit, and record it",
    NominationStatus.VISITED: "Decide",
    NominationStatus.DEFERRED: "Arrange another visit",
}
OF_A_NOMINATION = {"reference": "reference", "nominee": "nominee_name", "school": "school__name", "status": "status"}
OF_AN_INTEREST = {
    "reference": "reference",
    "person": name_of("person"),
    "school": "school__name",
    "status": "status",
}  # fmt: skip


@in_one_query
def waiting_for(person):
    """A page to look at, a nomination to confirm, an invitation to answer."""
    to_confirm = Nomination.objects.filter(head_email__in=_addresses(person), status=NominationStatus.SUBMITTED)
    to_answer = ExpressionOfInterest.objects.filter(person=person).awaiting_answer()
    own_page, answers = reverse("influencers:own_profile"), "Tell us what you would like to do"
    return [
        Kind(
            Invitation.objects.unanswered().of(person),
            {"pk": "pk"},
            lambda _: Waiting("Look at your page, and say whether schools may find it", own_page, "", Hat.INFLUENCER),
        ),
        Kind(
            to_confirm,
            OF_A_NOMINATION,
            lambda row: Waiting(f"Confirm your nomination of {row.nominee}", _track(row), row.school, Hat.HEAD),
        ),
        Kind(to_answer, OF_AN_INTEREST, lambda row: Waiting(answers, _answers(row), _said(row), Hat.INFLUENCER)),
    ]


@in_one_query
def yours(person):
    """Nominations sent, one's expression of interest, profile and opportunities."""
    sent = Nomination.objects.filter(Q(head_email__in=_addresses(person)) | Q(helper_email__in=_addresses(person)))
    sent = sent.exclude(status=NominationStatus.SUBMITTED)
    as_head = Case(When(head_email__in=_addresses(person), then=Value(1)), default=Value(0))
    interests = ExpressionOfInterest.objects.filter(person=person).exclude(status__in=("invited", "returned"))
    profiles, own_page = Influencer.objects.filter(person=person), reverse("influencers:own_profile")
    answers = "What you would like to do"
    return [
        Kind(
            sent,
            OF_A_NOMINATION | {"as_head": as_head},
            lambda row: Waiting(
                f"Your nomination of {row.nominee}",
                _track(row),
                NominationStatus(row.status).label,
                Hat.HEAD if row.as_head else Hat.ANY,
            ),
        ),
        Kind(interests, OF_AN_INTEREST, lambda row: Waiting(answers, _answers(row), _said(row), Hat.INFLUENCER)),
        Kind(
            profiles,
            {"status": "status"},
            lambda row: Waiting(
                "Your page in the directory", own_page, InfluencerStatus(row.status).label, Hat.INFLUENCER
            ),
        ),
        Together(
            profiles.in_role().order_by("progress__opportunity__position", "progress__opportunity__name", "pk"),
            {"opportunity": "progress__opportunity__name", "status": "progress__status"},
            _progress,
        ),
    ]


def _addresses(person):
    """Every e-mail by which they are known, read within the query itself."""
    return Person.objects.selves_of(person).order_by().values("email")


def _track(row):
    return reverse("track", args=[row.reference])


def _answers(row):
    return reverse("influencers:interest", args=[row.reference])


def _said(row):
    return InterestStatus(row.status).label


def _progress(rows):
    """One line for all the opportunities that an influencer has to do with; theirs even before the first."""
    steps = [f"{row.opportunity}: {ProgressStatus(row.status).label.lower()}" for row in rows if row.opportunity]
    if not rows:
        return []
    return [Waiting("Your opportunities", reverse("influencers:progress"), " · ".join(steps), Hat.INFLUENCER)]


@in_one_query
def desk_for(person):
    """Nominations and expressions of interest for a lead."""
    if not permissions.can_decide(person):
        return []
    return [
        *_letters(),
        Kind(
            ExpressionOfInterest.objects.awaiting_decision(),
            OF_AN_INTEREST,
            lambda row: Waiting(f"Read what {row.person} would like to do", _interest(row), row.school),
            all_at=reverse("influencers_desk:nominations"),
        ),
        Kind(
            Nomination.objects.open(),
            OF_A_NOMINATION,
            lambda row: Waiting(f"{LEAD_ACTS[row.status]}: {row.nominee}", _nomination(row), row.school),
            all_at=reverse("influencers_desk:nominations"),
        ),
    ]


def _interest(row):
    return reverse("influencers_desk:interest", args=[row.reference])


def _nomination(row):
    return reverse("influencers_desk:nomination", args=[row.reference])


def _letters():
    """Influencers whose head has no letter, or one that is no longer right; each leads to where it is sent."""
    return [
        Waiting(f"Send the head a letter about {influencer}", influencer.get_desk_url(), " ".join(reasons))
        for influencer, reasons in letters_to_send().items()
    ]


@in_one_query
def about_person(person):
    """Nominations of them, what they would like to do, their page, and a letter that is no longer right."""
    return [
        Kind(
            Nomination.objects.filter(nominee=person),
            OF_A_NOMINATION,
            lambda row: Waiting(
                f"Nomination {row.reference}",
                _nomination(row),
                f"{row.school} · {NominationStatus(row.status).label}",
            ),
        ),
        Kind(
            ExpressionOfInterest.objects.filter(person=person),
            OF_AN_INTEREST,
            lambda row: Waiting(f"Expression of interest {row.reference}", _interest(row), _said(row)),
        ),
        Kind(Influencer.objects.filter(person=person), {"slug": "slug", "status": "status"}, _profile),
    ]


def _profile(row):
    url = reverse("influencers_desk:profile", args=[row.slug])
    return Waiting("Science influencer", url, InfluencerStatus(row.status).label)


@in_one_query
def about(school):
    """Nominations at the school, and the science influencers who work there."""
    return [
        Kind(
            Influencer.objects.in_role().working_at([school]),
            {"slug": "slug", "status": "status", "person": name_of("person")},
            lambda row: Waiting(
                f"{row.person}, science influencer",
                reverse("influencers_desk:profile", args=[row.slug]),
                InfluencerStatus(row.status).label,
            ),
            all_at=reverse("influencers_desk:profiles"),
        ),
        Kind(
            Nomination.objects.filter(school=school).order_by("-submitted_at", "-pk"),
            OF_A_NOMINATION,
            lambda row: Waiting(f"Nomination of {row.nominee}", _nomination(row), NominationStatus(row.status).label),
            all_at=reverse("influencers_desk:nominations"),
        ),
    ]

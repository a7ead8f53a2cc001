"""Why two records can't be joined, as sentences for the lead who would like to."""

from django.apps import apps
from django.db.models import CharField, F, Value

from claims.models import FundedDay
from core.constraints import pairs_apart
from core.words import long_date
from influencers.models import Progress
from influencers.services import why_not_join_profiles
from schools.models import Person, Post

# What somebody is to a thing, by the column that says so.
IS = {
    "person": "is whom it is about",
    "national_lead": "is its national lead",
    "author": "wrote it",
    "accepted_by": "accepted it",
    "recorded_by": "recorded it",
    "submitted_by": "sent it",
    "approved_by": "approved it",
    "proposed_by": "proposed it",
    "agreed_by": "agreed to it",
    "proposer": "proposed it",
    "agreer": "agreed to it",
    "passed_by": "looked at it as the second",
    "beneficiary": "was released for it",
    "claimant": "claimed it",
    "approver": "approved it",
    "authoriser": "authorised it",
    "proven_by": "said that it is true",
    "influencer__person": "is whom it is about",
    "achieved_by": "said that it is achieved",
}
# Pairs that services hold apart, where no CHECK can.
APART_BY_SERVICE = [(Post, "person", "proven_by"), (Progress, "influencer__person", "achieved_by")]


def why_not_merge(kept, gone, *, by):
    """What stands in the way of joining `gone` into `kept`; empty when nothing does."""
    if kept.pk == gone.pk:
        return ["This is one record. Choose another one to join it with."]
    if reasons := [reason for person in (kept, gone) if (reason := _why_not_at_all(person, by))]:
        return reasons
    return [
        *(f"{gone} holds the role {role}. Take it away first, or join them the other way round."
          for role in sorted(gone.roles)),
        *_two_pairs_of_eyes(kept, gone),
        *_half_days(kept, gone),
        *filter(None, [why_not_join_profiles(gone, kept)]),
    ]  # fmt: skip


def _why_not_at_all(person, by):
    if person.merged_into_id:
        return f"{person.email} has been joined with {person.merged_into} ({person.merged_into.email}) already."
    if person.forgotten_at:
        return "One of them has been forgotten, and so can’t be joined with anybody."
    if person.pk == by.pk:
        return "One of these is you. Another SATC lead has to join your records."
    return ""


def _two_pairs_of_eyes(kept, gone):
    """Things in which one is one of two people who have to differ, and the other is the other (rule 4)."""
    found = _held_apart(kept, gone)
    rows = {}
    for label in {label for label, *_ in found}:
        model = apps.get_model(label)
        rows[label] = model._base_manager.in_bulk([pk for name, pk, *_ in found if name == label])
    return [
        f"{rows[label][pk]}: one of them {_is(one)} and the other {_is(other)}. Those have to be two people."
        for label, pk, one, other in found
    ]


def _held_apart(kept, gone):
    """(model's label, key, column, other column) of each such thing, in one query."""
    pairs = [(model, one, other) for model in apps.get_models() for one, other in pairs_apart(model)]
    one_each = [
        model._base_manager.filter(**{f"{one}__in": selves, f"{other}__in": others})
        .order_by()
        .annotate(of_model=_said(model._meta.label), of_row=F("pk"), of_one=_said(one), of_other=_said(other))
        .values_list("of_model", "of_row", "of_one", "of_other")
        for model, one, other in [*pairs, *APART_BY_SERVICE]
        for selves, others in (_selves(kept, gone), _selves(gone, kept))
    ]
    return sorted(set(one_each[0].union(*one_each[1:])))


def _said(word):
    return Value(word, CharField())


def _selves(one, other):
    return [Person.objects.selves_of(person).order_by().values("pk") for person in (one, other)]


def _is(column):
    return IS.get(column, f"is its {column.replace('_', ' ')}")


def _half_days(kept, gone):
    """Half-days for which both have a live funded day, so that one would be paid twice (rule 1)."""
    with_source = FundedDay.objects.live().select_related("acceptance__report__visit", "attendance__place__event")
    ours = list(with_source.filter(person=kept, on__in=FundedDay.objects.live().filter(person=gone).values("on")))
    if not ours:
        return []
    theirs = with_source.filter(person=gone, on__in=[day.on for day in ours])
    return [
        f"Both have a funded {half} on {long_date(mine.on)}: {_source(mine)} and {_source(other)}. "
        "No half-day is paid twice, so one of the two can’t be right."
        for mine in ours
        for other in theirs
        for half in ("morning", "afternoon")
        if mine.on == other.on and getattr(mine, half) and getattr(other, half)
    ]


def _source(day):
    """The reference of the visit or the event that the day stands on."""
    return day.acceptance.report.visit.reference if day.acceptance else day.attendance.place.event.reference

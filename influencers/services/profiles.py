import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from core.workflow import begin, move, record
from influencers import notifications, permissions
from influencers.models import Influencer, Invitation, KeyStage, Weekday
from influencers.services.differences import content_of, differences
from influencers.services.finding import write_search_text
from influencers.services.progress import start_progress
from influencers.workflow import InfluencerStatus

LONGEST_SLUG = 150
LONGEST_PAUSE = datetime.timedelta(days=731)
TICKED = (*KeyStage.values, *Weekday.values)
LISTED = (InfluencerStatus.PUBLISHED, InfluencerStatus.PAUSED)
OWN_PAGE = "Only {person} can do that with their page."


@transaction.atomic
def make_profile(interest, *, by):
    """The profile of somebody who is accepted, in their own words. Nobody sees it yet."""
    influencer = Influencer.objects.create(
        person=interest.person,
        slug=free_slug(interest.person.name),
        biography=interest.biography,
        leads_elsewhere=interest.leads_elsewhere,
        halves_a_term=interest.halves_a_term,
        **{name: getattr(interest, name) for name in TICKED},
        accepted_at=clock.now(),
        consented_at=interest.submitted_at if interest.consents else None,
    )
    influencer.expertise.set(interest.expertise.all())
    write_search_text(influencer)
    begin(influencer, "accept", by=by)
    for opportunity in interest.opportunities.all():
        start_progress(influencer, opportunity, by=by)
    return influencer


def tick(thing, stages, weekdays):
    """Set the key stages and weekdays that were chosen, and no others."""
    for name in TICKED:
        setattr(thing, name, name in (*stages, *weekdays))


@transaction.atomic
def publish(influencer, *, by):
    """Show the profile in the directory, which needs the person's dated consent."""
    influencer = _locked(influencer.pk)
    if influencer.consented_at is None:
        raise Refused(f"{influencer} hasn’t agreed to be listed in the directory.")
    move(influencer, "publish", by=by)
    influencer.save(update_fields=["status"])
    return influencer


@transaction.atomic
def change_profile(influencer, *, biography, offer, leads_elsewhere, expertise, stages, halves_a_term, weekdays, by):
    """The owner writes their page anew; what is public changes at once, and the record says what."""
    influencer = _own(influencer, by)
    if influencer.status == InfluencerStatus.STEPPED_DOWN:
        raise Refused("You have stepped down, so there is no page to change.")
    before = content_of(influencer)
    influencer.biography, influencer.offer = biography.strip(), offer.strip()
    influencer.leads_elsewhere, influencer.halves_a_term = leads_elsewhere.strip(), halves_a_term
    tick(influencer, stages, weekdays)
    expertise = list(expertise)
    _check(influencer, expertise)
    influencer.expertise.set(expertise)
    what = differences(before, content_of(influencer))
    if what:
        if influencer.biography != before["biography"]:
            influencer.biography_before = before["biography"]
        written = ["biography", "biography_before", "offer", "leads_elsewhere", "halves_a_term", *TICKED]
        influencer.save(update_fields=written)
        write_search_text(influencer)
        record(influencer, "changed", by=by, reason=what, before=influencer.status)
    return influencer


def _check(influencer, expertise):
    if not expertise:
        raise Refused("Choose at least one strength.")
    if not influencer.stages:
        raise Refused("Choose at least one key stage that you know well.")
    if not influencer.biography and influencer.status in LISTED:
        raise Refused("Write a few sentences about you: schools read them in the directory.")
    try:
        influencer.clean_fields()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@transaction.atomic
def agree_and_publish(influencer, *, by):
    """The owner agrees, today, to be listed, and the page is public."""
    influencer = _own(influencer, by)
    _check(influencer, list(influencer.expertise.all()))
    if not influencer.biography:
        raise Refused("Write a few sentences about you first: schools read them in the directory.")
    move(influencer, "publish", by=by, reason="Agreed to be listed in the directory.")
    answer_invitation(influencer)
    influencer.consented_at = clock.now()
    influencer.save(update_fields=["status", "consented_at"])
    return influencer


@transaction.atomic
def stay_unlisted(influencer, *, by):
    """Whoever was brought in from a file would rather not be listed. They can publish their page at any time."""
    influencer = _own(influencer, by)
    if answer_invitation(influencer):
        record(influencer, "stay_unlisted", by=by, before=influencer.status)
        notifications.profile_left(influencer, "would rather not be listed in the directory")
    return influencer


def answer_invitation(influencer):
    """Write down that they have said whether their page may be listed; whether anybody was waiting for that."""
    return bool(Invitation.objects.unanswered().filter(influencer=influencer).update(answered_at=clock.now()))


@transaction.atomic
def pause(influencer, *, returns_on, by):
    """The owner's page leaves the directory until a date, at most two years ahead. Their consent stands."""
    influencer = _own(influencer, by)
    if not clock.today() < returns_on <= clock.today() + LONGEST_PAUSE:
        raise Refused("Choose a date after today, within the next two years.")
    move(influencer, "pause", by=by, reason=f"Until {long_date(returns_on)}.")
    influencer.returns_on = returns_on
    influencer.save(update_fields=["status", "returns_on"])
    notifications.profile_left(influencer, f"is pausing until {long_date(returns_on)}")
    return influencer


@transaction.atomic
def come_back(influencer, *, by):
    """The owner's page is in the directory again, before the date they gave or on it."""
    return _come_back(_own(influencer, by), by=by)


def end_pauses():
    """Show the pages whose return date has come, and tell their owners; returns how many."""
    return sum(_end_pause(key) for key in Influencer.objects.back_today().values_list("pk", flat=True))


@transaction.atomic
def _end_pause(key):
    influencer = _locked(key)
    if not Influencer.objects.back_today().filter(pk=key).exists():
        return False
    notifications.profile_back(_come_back(influencer, by=None))
    return True


def _come_back(influencer, *, by):
    move(influencer, "come_back", by=by)
    influencer.returns_on = None
    influencer.save(update_fields=["status", "returns_on"])
    return influencer


@transaction.atomic
def withdraw_consent(influencer, *, by, reason=""):
    """Out of the directory at once: by its owner, who need not say why, or by a SATC lead whom they asked."""
    influencer = _taken_out(influencer, "withdraw_consent", by=by, reason=reason)
    notifications.profile_left(influencer, "is no longer listed in the directory")
    return influencer


@transaction.atomic
def step_down(influencer, *, by, reason=""):
    """No longer a science influencer. What they did stays; support that they have agreed to goes on."""
    influencer = _taken_out(influencer, "step_down", by=by, reason=reason)
    notifications.profile_left(influencer, "has stepped down as a science influencer")
    return influencer


@transaction.atomic
def bring_back(influencer, *, by):
    """Somebody who stepped down is an influencer again, as they asked a SATC lead. They are asked anew for consent."""
    influencer = _locked(influencer.pk)
    require(permissions.can_bring_back(by, influencer), "Only a SATC lead brings somebody else back.")
    if influencer.person.forgotten_at:
        raise Refused("They have been forgotten, as they asked, so there is nobody to bring back.")
    move(influencer, "return", by=by)
    influencer.save(update_fields=["status"])
    notifications.profile_returned(influencer)
    return influencer


def _taken_out(influencer, action, *, by, reason):
    influencer = _locked(influencer.pk)
    require(permissions.can_take_out(by, influencer), OWN_PAGE.format(person=influencer.person))
    if not permissions.can_keep(by, influencer) and not reason.strip():
        raise Refused("Say why: they read it.")
    move(influencer, action, by=by, reason=reason.strip())
    influencer.consented_at = influencer.returns_on = None
    influencer.save(update_fields=["status", "consented_at", "returns_on"])
    if not permissions.can_keep(by, influencer):
        notifications.profile_taken_out(influencer, reason.strip())
    return influencer


def _locked(key):
    return Influencer.objects.select_for_update(of=("self",)).select_related("person").get(pk=key)


def _own(influencer, by):
    """The profile under lock, for its owner alone."""
    influencer = _locked(influencer.pk)
    require(permissions.can_keep(by, influencer), OWN_PAGE.format(person=influencer.person))
    return influencer


def free_slug(name):
    """The name as an address; a second person of that name gets a number."""
    stem = slugify(name)[:LONGEST_SLUG].strip("-") or "influencer"
    taken = set(Influencer.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)

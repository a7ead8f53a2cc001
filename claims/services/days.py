from django.db import IntegrityError, transaction

from claims import notifications, permissions
from claims.models import FundedDay, FundingSource
from claims.services.reasons import given
from claims.workflow import DayStatus
from core import clock, working_days
from core.exceptions import Refused
from core.parts import has_afternoon, has_morning
from core.permissions import require
from core.words import long_date
from core.workflow import begin, move
from schools.models import Person, Post, School


@transaction.atomic
def fund_day(person, *, on, part, why, by, sources=(), acceptance=None, attendance=None):
    """Write the day that a report's acceptance, or an attendance, makes payable.

    `sources` pay its half-days in order, one for each; without any the CPD fund pays. It is live when one school
    released the person and its halves are free (rules 1 and 3), otherwise held with the reason.
    """
    if on > clock.today():
        raise Refused(f"{long_date(on)} hasn’t come yet, so it can’t be funded.")
    _lock(person)
    day = FundedDay(
        person=person,
        on=on,
        morning=has_morning(part),
        afternoon=has_afternoon(part),
        why=why[:250],
        acceptance=acceptance,
        attendance=attendance,
    )
    _set_sources(day, sources)
    day.school, doubt = _who_released(person, on)
    _write(day, [reason for reason in (doubt, _day_off(on), _taken(day)) if reason])
    begin(day, "hold" if day.held_because else "fund", by=by, reason=day.held_because)
    if day.held_because:
        notifications.day_held(day)
    elif attendance:  # the author of a report has been told already, by the mail that says it is accepted
        notifications.day_ready(day)
    return day


@transaction.atomic
def answer_held_day(day, *, school, by):
    """Say which school released the person; the day becomes live if its halves are free."""
    require(permissions.can_answer_days(by), "Only a SATC lead answers the question of a held day.")
    day = locked(day)
    _check_released(day, school)
    if taken := _taken(day):
        raise Refused(taken)
    move(day, "release", by=by, reason=f"{school} released them.")
    day.school = school
    try:
        with transaction.atomic():
            day.save(update_fields=["status", "school"])
    except IntegrityError as error:
        raise Refused(_taken(day)) from error
    notifications.day_ready(day)
    return day


@transaction.atomic
def void_held_day(day, *, reason, by):
    """Say that a held day is not funded, and why."""
    require(permissions.can_answer_days(by), "Only a SATC lead answers the question of a held day.")
    day = locked(day)
    move(day, "void", by=by, reason=given(reason))
    day.save(update_fields=["status"])
    notifications.day_turned_down(day, reason)
    return day


def check_days_covered(person, school, *, since, until):
    """Refuse a change of posts by which a live day would lose the post that it stands on.

    `since` and `until` are the dates, either None, that the post covered before it changed.
    """
    days = FundedDay.objects.live().filter(person=person, school=school)
    days = days.filter(on__gte=since) if since else days
    days = days.filter(on__lte=until) if until else days
    posts = list(Post.objects.of(person).filter(school=school))
    bare = [
        day.on
        for day in days.order_by("on", "pk")
        if not any((post.starts_on or day.on) <= day.on <= (post.ends_on or day.on) for post in posts)
    ]
    if bare:
        dates = " and ".join(long_date(on) for on in dict.fromkeys(bare))
        raise Refused(f"{school} is paid for releasing {person} on {dates}, so a post there has to cover that.")


def _lock(person):
    """One at a time for each person's days. Not a key lock, which rows that merely name the person would wait for."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def locked(day):
    """The day, after the person whose it is."""
    _lock(day.person)
    return FundedDay.objects.select_for_update(of=("self",)).select_related("person").get(pk=day.pk)


def _who_released(person, on):
    """The one school at which the person worked that day, by a post that SATC has accepted; or None and why not."""
    schools = list(School.objects.where_works(person, on))
    if not schools:
        return None, f"We don’t know at which school {person} worked on {long_date(on)}."
    if len(schools) > 1:
        names = " and ".join(school.name for school in schools)
        return None, f"{person} worked at {names} on {long_date(on)}: which of them released them that day?"
    [school] = schools
    if not Post.objects.of(person).on(on).proven().exists():
        return None, f"{person} is said to work at {school}, but nobody at SATC has accepted that. Did it release them?"
    return school, ""


def _day_off(on):
    reason = working_days.why_not(on)
    return f"{long_date(on)} was {reason}: did the school release anybody?" if reason else ""


def _taken(day):
    """In words, the live day that already holds a half of this one, or nothing."""
    other = FundedDay.objects.clashing(day).first()
    if other is None:
        return ""
    both = (day.morning and other.morning, day.afternoon and other.afternoon)
    part = {(True, True): "day", (True, False): "morning", (False, True): "afternoon"}[both]
    return f"{day.person} already has that {part} funded on {long_date(day.on)}: {other.why}."


def _set_sources(day, sources):
    """What pays each of the day's halves."""
    paying = list(sources) or [FundingSource.objects.cpd_fund()] * day.halves
    if len(paying) != day.halves:
        raise ValueError("Each half-day is paid by one source.")
    if day.morning:
        day.morning_source = paying.pop(0)
    if day.afternoon:
        day.afternoon_source = paying.pop(0)


def _write(day, doubts):
    """Save the day as live, or as held with the doubts; that another has just taken its half is one of them."""
    if not doubts:
        try:
            with transaction.atomic():
                day.save()
            return
        except IntegrityError:
            doubts = [_taken(day)]
            if not doubts[0]:
                raise
    day.status, day.held_because = DayStatus.HELD, " ".join(doubts)
    day.save()


def _check_released(day, school):
    """Only a school where they worked that day can have released them; where we know of none, one open that day."""
    known = list(School.objects.where_works(day.person, day.on))
    if known and school not in known:
        names = " or ".join(each.name for each in known)
        raise Refused(f"{day.person} worked at {names} that day, so the money can’t go to {school}.")
    if school.closed_on and school.closed_on < day.on:
        raise Refused(f"{school} had closed by {long_date(day.on)}.")

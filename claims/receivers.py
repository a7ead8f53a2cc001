"""News from below: an accepted report, or an attendance at an event whose release is funded, makes a funded day.

An attendance that is taken back, or a report that was accepted by mistake, takes its day with it. All are heard
inside the transaction that tells of them, so that a day which can't be written, or can't go, undoes it.
"""

from django.dispatch import receiver

from brokerage.signals import acceptance_withdrawn, report_accepted
from claims import services
from claims.models import FundedDay, FundingSource
from programmes.signals import attendance_recorded, attendance_taken_back
from schools.signals import dates_given_up


@receiver(report_accepted, dispatch_uid="claims.fund_visit")
def fund_visit(sender, acceptance, **kwargs):
    """The day of a visit, for the person who made it (rule 2), unless it was given in goodwill."""
    if not acceptance.makes_a_funded_day:
        return
    visit = acceptance.report.visit
    services.fund_day(
        visit.person,
        on=visit.on,
        part=visit.part,
        why=f"{visit.get_kind_display()} at {visit.school} ({visit.reference})",
        sources=_sources_of(acceptance),
        acceptance=acceptance,
        by=acceptance.accepted_by,
    )


def _sources_of(acceptance):
    """The pool, then the quote, by the half-days that were charged to each (ADR 0017); nothing for another day."""
    found = FundingSource.objects
    sources = [found.of_pool(acceptance.pool)] * acceptance.pool_halves if acceptance.pool_halves else []
    return sources + ([found.of_quotes()] * acceptance.quote_halves if acceptance.quote_halves else [])


@receiver(attendance_recorded, dispatch_uid="claims.fund_attendance")
def fund_attendance(sender, attendance, **kwargs):
    """The day of an event, where its release is funded."""
    event = attendance.place.event
    if event.funded_halves:
        services.fund_day(
            attendance.person,
            on=event.on,
            part=event.part,
            why=f"{event.get_kind_display()}: {event.title}",
            attendance=attendance,
            by=attendance.recorded_by,
        )


@receiver(attendance_taken_back, dispatch_uid="claims.take_back_attendance")
def take_back_attendance(sender, attendance, **kwargs):
    """Its day goes with it; refused while the day is being paid."""
    if day := FundedDay.objects.filter(attendance=attendance).first():
        services.take_back_day(day, reason="It was recorded by mistake that you came.", by=attendance.taken_back_by)


@receiver(acceptance_withdrawn, dispatch_uid="claims.take_back_visit")
def take_back_visit(sender, acceptance, **kwargs):
    """Its day goes with it; refused while the day is being paid. Its author has a mail that says so."""
    if day := FundedDay.objects.filter(acceptance=acceptance).first():
        reason = f"The visit report was accepted by mistake: {acceptance.withdrawn_because}"
        services.take_back_day(day, reason=reason, by=acceptance.withdrawn_by, is_told=True)


@receiver(dates_given_up, dispatch_uid="claims.keep_days_on_posts")
def keep_days_on_posts(sender, person, school, since, until, **kwargs):
    """A post that changes goes on covering the days that it made payable (rule 3)."""
    services.check_days_covered(person, school, since=since, until=until)

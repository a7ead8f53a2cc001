"""News from below: an accepted report, or an attendance at an event whose release is funded, makes a funded day.

Both are heard inside the transaction that tells of them, so that a day which can't be written undoes it.
"""

from django.dispatch import receiver

from brokerage.signals import report_accepted
from claims import services
from programmes.signals import attendance_recorded


@receiver(report_accepted, dispatch_uid="claims.fund_visit")
def fund_visit(sender, acceptance, **kwargs):
    """The day of a visit, for the person who made it (rule 2)."""
    visit = acceptance.report.visit
    services.fund_day(
        visit.person,
        on=visit.on,
        part=visit.part,
        why=f"{visit.get_kind_display()} at {visit.school} ({visit.reference})",
        acceptance=acceptance,
        by=acceptance.accepted_by,
    )


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

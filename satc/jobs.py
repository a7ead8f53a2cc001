"""What runs on a schedule (CELERY_BEAT_SCHEDULE)."""

from celery import shared_task

from brokerage import services as brokerage
from claims import services as claims
from influencers import services as influencers
from satc.personal import expiry


@shared_task(name="satc.forget_expired")
def forget_expired():
    """Forget what has been kept long enough (each night)."""
    expiry.forget_expired()


@shared_task(name="satc.check_books")
def check_books():
    """Look whether the money's books are right (each night), and tell the leads if they aren't."""
    claims.check_books()


@shared_task(name="satc.send_reminders")
def send_reminders():
    """Send the reminders that are due (each morning; on days on which schools are closed it does nothing)."""
    influencers.send_reminders()
    brokerage.send_reminders()
    claims.send_reminders()

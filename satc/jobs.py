"""What runs on a schedule (CELERY_BEAT_SCHEDULE)."""

from celery import shared_task

from satc.personal import expiry


@shared_task(name="satc.forget_expired")
def forget_expired():
    """Forget what has been kept long enough (each night)."""
    expiry.forget_expired()

from celery import shared_task
from django.apps import apps

from core import outbox


@shared_task(name="core.wake")
def wake(label, pk):
    """Look at one row of the outbox and make it if it is due."""
    outbox.work(apps.get_model(label), pk)


@shared_task(name="core.sweep")
def sweep():
    """Wake a worker for everything that is unfinished and unleased (every minute)."""
    outbox.sweep()

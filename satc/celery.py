"""The Celery app: it only wakes workers; what is to be done is in the database."""

import logging.config
import os
import signal

from celery import Celery
from celery.signals import setup_logging, worker_process_init

from satc import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satc.settings")

broker.register()
app = Celery("satc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="jobs")


@setup_logging.connect
def log_as_the_portal_does(**_):
    """Keep Celery from setting up logging of its own, which would skip our filter."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@worker_process_init.connect
def finish_what_is_in_hand(**_):
    """Told to stop, the worker stops its processes itself; a signal to the whole group must not cut them off first."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)

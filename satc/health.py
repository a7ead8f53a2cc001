"""Two questions a supervisor asks: is it alive, and can it do its work?"""

import logging
import uuid

from celery import current_app
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import KombuError

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def alive(request):
    """Answer whenever the process can answer at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request):
    """Answer 200 when the database, the broker and the storage can be reached, otherwise 503 and which can't."""
    answers = {"database": reaches(database), "broker": reaches(broker), "storage": reaches(storage)}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def reaches(part):
    try:
        part()
    except (DatabaseError, KombuError, OSError):
        logger.exception("Not ready: the %s can’t be reached.", part.__name__)
        return False
    return True


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def broker():
    with current_app.connection_for_write(connect_timeout=1) as link:
        link.ensure_connection(max_retries=1, interval_start=0, timeout=1)


def storage():
    name = default_storage.save(f"ready/{uuid.uuid4().hex}", ContentFile(b"ready"))
    default_storage.delete(name)

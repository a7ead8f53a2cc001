import hashlib

from django.db import transaction

from claims import permissions
from claims.models import FileDownload
from claims.payment_file import WRITTEN_ON, file_of
from core.exceptions import Refused
from core.permissions import require


@transaction.atomic
def take_file(run, *, file, by):
    """The bytes of a file of an authorised run; who took it is recorded, with its SHA-256."""
    require(permissions.sees_runs(by), "Only SATC finance or a SATC lead takes the files of a payment run.")
    if run.status not in WRITTEN_ON:
        raise Refused(f"{run.reference} has no file: it is {run.get_status_display().lower()}, not authorised.")
    content = file_of(run, file)
    FileDownload.objects.create(run=run, file=file, sha256=hashlib.sha256(content).hexdigest(), by=by)
    return content

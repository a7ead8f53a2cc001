from django.db import transaction

from claims import permissions
from claims.models import Payment, SchoolPayee
from claims.services.runs import locked_run
from claims.workflow import RunStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import record
from schools.models import School


@transaction.atomic
def set_payee(school, *, name, by):
    """Say whom finance pays for a school, from the next payment that is authorised on."""
    require(permissions.can_set_payee(by), "Only SATC finance or a SATC lead says whom to pay.")
    if not (name := " ".join(name.split())[:200]):
        raise Refused("Say whom to pay.")
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    said = {"name": name, "set_by": by, "set_at": clock.now()}
    payee, _ = SchoolPayee.objects.update_or_create(school=school, defaults=said)
    record(payee, "set_payee", by=by, reason=name)
    return payee


@transaction.atomic
def set_purchase_order(payment, *, number, by):
    """Give an authorised payment the number of a purchase order, or take it away, until its run is sent."""
    require(permissions.can_pay(by), "Only SATC finance gives a payment its purchase order number.")
    run = locked_run(payment.run)
    if run.status != RunStatus.AUTHORISED:
        raise Refused(f"{run.reference} is {run.get_status_display().lower()}, so its payments stay as they are.")
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    payment.purchase_order = " ".join(number.split())[:40]
    payment.save(update_fields=["purchase_order"])
    record(payment, "set_purchase_order", by=by, reason=payment.purchase_order or "none")
    return payment

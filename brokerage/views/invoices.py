"""Finance's list of what schools have to pay, since their head accepted a quote."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from brokerage import invoice_sheet, notifications, permissions, services
from brokerage.filters import EVERYTHING
from brokerage.forms.broker import ReasonForm
from brokerage.forms.money import InvoiceFilterForm, PurchaseOrderForm, RaiseForm, ReceiveForm
from brokerage.models import Invoice
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.workflow import can_move
from schools.desk import desk_page

invoices_page = desk_page(open_to=permissions.sees_invoices)
A_PAGE = 50


def _chosen(request):
    """The invoices that the address asks for, and the form that asks."""
    form = InvoiceFilterForm(request.GET)
    form.is_valid()
    found, status = Invoice.objects.visible_to(request.user), form.cleaned_data.get("status")
    if not status:
        found = found.unfinished()
    elif status != EVERYTHING:
        found = found.filter(status=status)
    if typed := form.cleaned_data.get("q"):
        named = Q(school__name__icontains=typed) | Q(number__icontains=typed)
        found = found.filter(named | Q(acceptance__quote__reference__icontains=typed))
    return found.for_lists(), form


@invoices_page
@require_safe
@never_cache
def invoices(request):
    """What is to be raised, and what waits for its money; with totals."""
    found, form = _chosen(request)
    context = {
        "page_obj": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "filter": {"form": form},
        "totals": Invoice.objects.visible_to(request.user).totals(),
        "query": request.GET.urlencode(),
    }
    return render(request, "brokerage/desk/invoices.html", context)


@invoices_page
@require_safe
@never_cache
def invoices_sheet(request):
    """The same list as a CSV file."""
    found, _ = _chosen(request)
    headers = {"Content-Disposition": 'attachment; filename="invoices.csv"'}
    return HttpResponse(invoice_sheet.made(found), content_type="text/csv; charset=utf-8", headers=headers)


def _found(request, reference):
    found = Invoice.objects.visible_to(request.user).for_lists()
    return get_object_or_404(found, acceptance__quote__reference=reference)


FORMS = {"raise": RaiseForm, "receive": ReceiveForm, "cancel": ReasonForm, "purchase_order": PurchaseOrderForm}


def _form(act, invoice, data=None):
    initial = {"purchase_order": invoice.purchase_order} if act == "purchase_order" else None
    return FORMS[act](data, prefix=act, initial=initial)


@invoices_page
@require_safe
@never_cache
def invoice(request, reference):
    """One line: what it is for, and its next step."""
    return _page(request, _found(request, reference))


def _page(request, found, *, act=None, form=None):
    acts = [each for each in ("raise", "receive", "cancel") if can_move(found, each)]
    forms = {each: _form(each, found) for each in acts} if permissions.can_invoice(request.user) else {}
    if found.flow.allowed(found.status):
        forms["purchase_order"] = _form("purchase_order", found)
    if form:
        forms[act] = form
    context = {
        "invoice": found,
        "quote": found.acceptance.quote,
        "letter": notifications.letter_of_quote(found.acceptance.quote),
        "forms": forms,
        "form": form,
        "open_act": act,
        "changes": Change.objects.of(found),
        "can_invoice": permissions.can_invoice(request.user),
    }
    return render(request, "brokerage/desk/invoice.html", context)


DOES = {
    "raise": (services.raise_invoice, "The invoice is raised. Next, the school pays it."),
    "receive": (services.receive_invoice, "The money has come. That is all."),
    "cancel": (services.cancel_invoice, "It is cancelled."),
    "purchase_order": (services.set_purchase_order, "The purchase order is written down."),
}


@invoices_page
@require_POST
def act_on_invoice(request, reference, act):
    """One step of an invoice. What was typed wrongly comes back on the same page."""
    found = _found(request, reference)
    if act not in DOES:
        raise Http404
    require(act == "purchase_order" or permissions.can_invoice(request.user))
    form, (do, done) = _form(act, found, request.POST), DOES[act]
    if not form.is_valid():
        return _page(request, found, act=act, form=form)
    try:
        do(
            found,
            **{field: value for field, value in form.cleaned_data.items() if field != "form_key"},
            by=request.user,
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, _found(request, reference), act=act, form=form)
    messages.success(request, done)
    return redirect(found)

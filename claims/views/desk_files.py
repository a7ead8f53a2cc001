from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import confirmation_file, permissions, services
from claims.models import RunFile
from claims.run_forms import ConfirmationForm
from claims.services.confirming import RowsRefused
from claims.views.run_pages import run_or_404, runs_page
from claims.workflow import PaymentStatus
from core.exceptions import NotAllowed, Refused
from core.permissions import require


@runs_page
@require_POST
def download(request, reference, file):
    """A file of an authorised run; that somebody took it is recorded, so it is asked for by POST."""
    found = run_or_404(request, reference)
    if file not in RunFile.values:
        raise Http404
    try:
        content = services.take_file(found, file=file, by=request.user)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    return _csv(content, f"{found.reference}-{file}.csv")


@runs_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request, reference):
    """Mark payments as finance's file says, all of its rows or none."""
    found = run_or_404(request, reference)
    require(permissions.can_pay(request.user), "Only SATC finance says what has been paid.")
    form = ConfirmationForm(request.POST or None, request.FILES or None)
    rows = []
    if request.method == "POST" and form.is_valid():
        try:
            return _confirmed(request, found, form.cleaned_data["file"])
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error("file", str(refusal))
            rows = refusal.rows if isinstance(refusal, RowsRefused) else []
    return render(request, "claims/desk/confirm.html", {"run": found, "form": form, "rows": rows})


def _confirmed(request, run, file):
    made = services.confirm(run, content=file.read(), filename=file.name, by=request.user)
    if made.is_new:
        messages.success(request, f"{file.name} is in: {made.paid} paid, {made.failed} failed.")
    else:
        messages.info(request, f"{file.name} was in already, so it changed nothing.")
    return redirect(run)


@runs_page
@require_safe
@never_cache
def template(request, reference):
    """The file to fill in, with the payments of which nothing has been said yet."""
    found = run_or_404(request, reference)
    waiting = found.payments.filter(status=PaymentStatus.AUTHORISED).order_by("school_id")
    return _csv(confirmation_file.template(waiting), f"{found.reference}-confirmation.csv")


def _csv(content, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)

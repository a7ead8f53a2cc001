"""Quotes: made, looked at and sent at the desk; accepted or declined by the school's head."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brokerage import notifications, permissions, services
from brokerage.filters import EVERYTHING
from brokerage.forms.money import AcceptQuoteForm, DeclineQuoteForm, QuoteFilterForm, QuoteForm
from brokerage.models import Quote, SupportRequest
from brokerage.workflow import QuoteStatus
from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.submissions import once
from core.tracking import may_follow
from core.views import attempt
from programmes.services import pence_per_day
from schools.desk import desk_page
from schools.models import Person

A_PAGE = 25
TONES = {
    QuoteStatus.SENT: "waiting",
    QuoteStatus.ACCEPTED: "done",
    QuoteStatus.DECLINED: "refused",
    QuoteStatus.EXPIRED: "refused",
}


@desk_page
@require_safe
@never_cache
def quotes(request):
    """The quotes that are out, the one that runs out first at the top; or whatever is asked for."""
    form = QuoteFilterForm(request.GET)
    form.is_valid()
    status = form.cleaned_data.get("status")
    if not status:
        found = Quote.objects.out()
    else:
        found = Quote.objects.all() if status == EVERYTHING else Quote.objects.filter(status=status)
    found = found.select_related("school", "request", "sent_to")
    context = {"filter": {"form": form}, "page_obj": Paginator(found, A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "brokerage/desk/quotes.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_quote(request, reference):
    """Make a quote, look at it as its page and as its PDF, and send it."""
    found = SupportRequest.objects.visible_to(request.user).select_related("school", "head", "science_leader")
    support_request = get_object_or_404(found, reference=reference)
    require(permissions.can_broker(request.user))
    if request.method != "POST":
        return _quote_form(request, support_request, QuoteForm(initial=_usual_terms(support_request)))
    form, step = QuoteForm(request.POST), request.POST.get("step")
    if not form.is_valid() or step == "edit":
        return _quote_form(request, support_request, form)
    offer = services.Offer(**form.terms())
    try:
        if step == "preview":
            return _preview(support_request, services.preview_quote(support_request, offer, by=request.user))
        if step == "send":
            return _send_quote(request, support_request, offer, form_key=form.cleaned_data["form_key"])
        offer.check()
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _quote_form(request, support_request, form)
    context = {"support_request": support_request, "form": form, "rows": form.answers(offer.total_pence)}
    return render(request, "brokerage/desk/quote_check.html", context)


def _send_quote(request, support_request, offer, form_key):
    def send():
        return services.send_quote(support_request, offer, by=request.user).reference

    once(form_key, purpose="quote", act=send)
    messages.success(request, "The quote is on its way. Next, the head accepts or declines it.")
    return redirect("brokerage_desk:request", support_request.reference)


def _quote_form(request, support_request, form):
    context = {"support_request": support_request, "form": form, "reserved": support_request.reserved_halves}
    return render(request, "brokerage/desk/quote_form.html", context)


def _usual_terms(support_request):
    """What the last quote said, for this request or else for any: nothing is typed twice."""
    last = support_request.quotes.order_by("-version").first()
    if last:
        fields = ("delivery_halves", "preparation_halves", "extras", "note")
        extras = {"extras_pence": _typed(last.extras_pence)} if last.extras_pence else {}
        return {name: getattr(last, name) for name in fields} | {"pence_per_day": _typed(last.pence_per_day)} | extras
    last = Quote.objects.order_by("-sent_at").first()
    return {"pence_per_day": _typed(last.pence_per_day if last else pence_per_day(clock.today()))}


def _typed(pence):
    return f"{pence // 100}.{pence % 100:02d}"


def _preview(support_request, pdf):
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="Preview-{support_request.reference}.pdf"'
    return answer


def _found(request, reference):
    """The quote, and who answers it if anybody here does: whoever is signed in, or the head who came by the link."""
    by_link = may_follow(request, reference)
    found = Quote.objects.all() if by_link else Quote.objects.visible_to(request.user)
    quote = get_object_or_404(
        found.select_related("school", "request__school", "sent_to", "sent_by", "acceptance__accepted_by"),
        reference=reference,
    )
    heads = list(Person.objects.heads_of(quote.school_id))
    if request.user.is_authenticated and (request.user in heads or not by_link):
        return quote, request.user, request.user in heads
    return quote, quote.sent_to, quote.sent_to in heads


def _sign_in_first(request, reference):
    return not may_follow(request, reference) and not request.user.is_authenticated


@require_safe
@never_cache
def quote(request, reference):
    """The quote for the school to read, and for its head to answer."""
    if _sign_in_first(request, reference):
        return redirect_to_login(request.get_full_path())
    found, _, is_head = _found(request, reference)
    return _page(request, found, is_head=is_head)


def _page(request, found, *, is_head, accept_form=None, decline_form=None, status=200):
    letter = notifications.letter_of_quote(found)
    context = {
        "quote": found,
        "tone": TONES.get(found.status, "info"),
        "can_answer": is_head and found.is_open,
        "is_head": is_head,
        "accept_form": accept_form or AcceptQuoteForm(),
        "decline_form": decline_form or DeclineQuoteForm(),
        "form": accept_form or decline_form,
        "letter": letter if request.user.is_authenticated else None,
        "changes": Change.objects.of(found) if permissions.can_broker(request.user) else [],
        "is_staff": permissions.runs_the_programme(request.user),
    }
    return render(request, "brokerage/quote.html", context, status=status)


@require_POST
@never_cache
def accept(request, reference):
    """The head's yes, signed in or by the link."""
    if _sign_in_first(request, reference):
        return redirect_to_login(_address(reference))
    found, by, is_head = _found(request, reference)
    require(is_head, services.only_the_head(found))
    form = AcceptQuoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, is_head=is_head, accept_form=form)

    def act():
        services.accept_quote(found, by=by, purchase_order=form.cleaned_data["purchase_order"])
        return found.reference

    try:
        once(form.cleaned_data["form_key"], purpose="accept_quote", act=act)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Thank you. The quote is accepted, and we look for the right person now.")
    return redirect(found)


@require_POST
@never_cache
def decline(request, reference):
    """The head's no, signed in or by the link."""
    if _sign_in_first(request, reference):
        return redirect_to_login(_address(reference))
    found, by, is_head = _found(request, reference)
    require(is_head, services.only_the_head(found))
    form = DeclineQuoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, is_head=is_head, decline_form=form)
    done = "You have declined the quote. Nothing is owed. The SATC lead may be in touch about another way."
    attempt(request, lambda: services.decline_quote(found, by=by, reason=form.cleaned_data["reason"]), done=done)
    return redirect(found)


def _address(reference):
    return reverse("brokerage:quote", args=[reference])

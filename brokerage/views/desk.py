"""The brokering page and the pages around it, under /admin/support/."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brokerage import permissions, services
from brokerage.filters import RequestFilter
from brokerage.forms.broker import DeclineForm, FundForm, ProposeForm, ReasonForm, ReferForm, TriageForm
from brokerage.forms.support import SupportForSomebodyForm
from brokerage.models import CoachingPool, SupportRequest
from brokerage.next_steps import steps
from brokerage.querysets import candidates_for
from brokerage.workflow import RequestStatus
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.submissions import once
from core.views import attempt
from core.workflow import can_move
from schools.desk import desk_page
from schools.models import Person, SupportLevel

A_PAGE = 25


@desk_page
@require_safe
@never_cache
def support_requests(request):
    """The queue: what waits for a SATC lead, the oldest first, or whatever is asked for."""
    found = SupportRequest.objects.visible_to(request.user).oldest_first().select_related("school")
    chosen = RequestFilter(request.GET, queryset=found)
    context = {
        "filter": chosen,
        "page_obj": Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page")),
        "pools": CoachingPool.objects.current(),
        "can_broker": permissions.can_broker(request.user),
    }
    return render(request, "brokerage/desk_requests.html", context)


@desk_page(open_to=permissions.can_broker)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_request(request):
    """A SATC lead writes down a request for somebody on the telephone, who confirms it by the link."""
    form = SupportForSomebodyForm(request.POST or None)
    if form.is_valid():
        try:
            reference = once(form.cleaned_data["form_key"], purpose="support", act=lambda: _enter(form, request.user))
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Written down. They confirm it by the link in the e-mail that goes to them now.")
            return redirect("brokerage_desk:request", reference)
    return render(request, "brokerage/desk_new_request.html", {"form": form})


def _enter(form, by):
    return services.submit_request(**form.details(), entered_by=by).reference


@desk_page
@require_safe
@never_cache
def support_request(request, reference):
    """The brokering page: a request's whole story beside the single next act."""
    return _page(request, _found(request, reference))


def _found(request, reference):
    found = SupportRequest.objects.visible_to(request.user).select_related("school", "head", "science_leader")
    return get_object_or_404(found, reference=reference)


def _page(request, found, *, act=None, form=None):
    """The page; `form` is what was sent for `act` and is to be put right."""
    can_broker = permissions.can_broker(request.user)
    deployments = list(found.deployments.with_story())
    next_act = _next_act(found) if can_broker else None
    forms = {act: form} if form else {}
    for name in filter(None, [next_act if next_act in ACTS else None, *_other_acts(found, can_broker)]):
        forms.setdefault(name, _form(name, found))
    context = {
        "support_request": found,
        "heads": Person.objects.heads_of(found.school),
        "next_act": next_act,
        "forms": forms,
        "form": form,
        "open_act": act,
        "pools": CoachingPool.objects.current(),
        "reserved": found.reserved_halves,
        "used": found.pool_entries.all().used_halves(),
        "deployments": [(one, steps(one)) for one in deployments],
        "changes": Change.objects.of(found),
        "can_broker": can_broker,
    }
    return render(request, "brokerage/desk_request.html", context)


def _next_act(found):
    """The one thing that a SATC lead does next; None when it waits for somebody else or is over."""
    if found.status in (RequestStatus.CONFIRMED, RequestStatus.TRIAGED, RequestStatus.FUNDED):
        if services.head_for(found) is None:
            return "prove_head"
        if found.status == RequestStatus.FUNDED:
            return "propose"
        if found.status == RequestStatus.TRIAGED and found.school.support_level == SupportLevel.INTENSIVE:
            return "fund"
        if found.status == RequestStatus.CONFIRMED:
            return "triage"
    return None


def _other_acts(found, can_broker):
    """What may be done besides, each with its reason."""
    if not can_broker:
        return []
    may = [name for name in ("refer", "decline", "withdraw") if can_move(found, name)]
    return ["triage", *may] if found.status == RequestStatus.TRIAGED else may


def _form(act, found, data=None):
    if act == "triage":
        return TriageForm(data, initial=_level_of(found), prefix=act)
    if act == "propose":
        return ProposeForm(
            data,
            candidates=candidates_for(found),
            reserved=found.reserved_halves,
            initial={"influencer": found.interest_in_id},
            prefix=act,
        )
    return ACTS[act][0](data, prefix=act)


def _level_of(found):
    """The level is chosen afresh the first time; later the one that holds is shown."""
    return {"level": found.school.support_level} if found.status == RequestStatus.TRIAGED else {}


def _service(name, *fields):
    """Call a service with some of a form's values."""

    def do(found, cleaned, by):
        return getattr(services, name)(found, **{field: cleaned[field] for field in fields}, by=by)

    return do


ACTS = {
    "triage": (TriageForm, _service("triage", "level", "reason"), "The support level is set."),
    "fund": (FundForm, _service("fund", "pool", "halves"), "The days are reserved. Next, you: choose an influencer."),
    "propose": (
        ProposeForm,
        _service("propose", "influencer", "national_lead", "kind", "halves"),
        "The influencer has been asked, by e-mail. Next, they say yes, or not this time.",
    ),
    "refer": (ReferForm, _service("refer_request", "reason"), "Referred. The school has been told."),
    "decline": (DeclineForm, _service("decline_request", "reason"), "Declined. The school has been told, kindly."),
    "withdraw": (ReasonForm, _service("withdraw_request", "reason"), "The request is withdrawn."),
}


@desk_page
@require_POST
def act_on_request(request, reference, act):
    """One act on a request. What was typed wrongly comes back on the same page."""
    found = _found(request, reference)
    if act not in ACTS:
        raise Http404
    require(permissions.can_broker(request.user))
    form, (_, do, done) = _form(act, found, request.POST), ACTS[act]
    if not form.is_valid():
        return _page(request, found, act=act, form=form)
    try:
        _once(form, act, lambda: do(found, form.cleaned_data, request.user).reference)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, _found(request, reference), act=act, form=form)
    messages.success(request, done)
    return redirect("brokerage_desk:request", reference)


def _once(form, act, do):
    """A form with a key does its work once, however often its button is pressed."""
    if key := form.cleaned_data.get("form_key"):
        once(key, purpose=act, act=do)
    else:
        do()


@desk_page
@require_POST
def prove_head(request, reference):
    found = _found(request, reference)
    done = f"{found.head_name} is the proven head of {found.school}."
    attempt(request, lambda: services.prove_head(found, by=request.user), done=done)
    return redirect("brokerage_desk:request", reference)

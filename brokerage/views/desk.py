"""The brokering page and the pages around it, under /admin/support/."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brokerage import overdue, permissions, priority, services
from brokerage.forms.broker import (
    DeclineForm,
    FundForm,
    GiveForm,
    LogContactForm,
    ReasonForm,
    ReferForm,
    SignpostForm,
    TriageForm,
    UndoForm,
)
from brokerage.forms.suggestions import ProposeForm
from brokerage.forms.support import SupportForSomebodyForm
from brokerage.models import CoachingPool, ReferralKind, SupportRequest
from brokerage.next_steps import steps
from brokerage.querysets import AWAITS_LEAD
from brokerage.views.suggesting import suggested
from brokerage.workflow import READY_TO_MATCH, TO_QUOTE, Route
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.submissions import once
from core.views import attempt
from core.workflow import can_move
from influencers.models import Influencer
from schools.desk import desk_page
from schools.domains import doubt_about
from schools.models import Person


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


def _page(request, found, *, act=None, form=None, log_form=None):
    """The page; `form` is what was sent for `act`, or `log_form` to be written down, and is to be put right."""
    can_broker = permissions.can_broker(request.user)
    deployments = list(found.deployments.with_story())
    next_act = _next_act(found) if can_broker else None
    forms = {act: form} if form else {}
    for name in filter(None, [next_act if next_act in ACTS else None, *_other_acts(found, can_broker)]):
        forms.setdefault(name, _form(request, name, found))
    context = {
        "support_request": found,
        "heads": Person.objects.heads_of(found.school),
        "next_act": next_act,
        "doubt": doubt_about(found.head_email, found.school),
        "forms": forms,
        "form": form or log_form,
        "open_act": act,
        "pools": CoachingPool.objects.current(),
        "reserved": found.reserved_halves,
        "available": services.halves_available(found),
        "quotes": found.quotes.select_related("sent_to", "acceptance__accepted_by", "acceptance__invoice"),
        "used": found.pool_entries.all().used_halves(),
        "deployments": [(one, steps(one)) for one in deployments],
        "changes": Change.objects.of(found),
        "can_broker": can_broker,
        "undoes": UNDOES.get(_last_step(found), ""),
        "reason": priority.reason(found),
        "overdue": _overdue(found),
        "others": SupportRequest.objects.filter(school=found.school_id).exclude(pk=found.pk).order_by("submitted_at"),
        "contacts": found.contacts.select_related("by"),
        "log_form": log_form or LogContactForm(prefix="log"),
        "is_logging": log_form is not None,
    }
    return render(request, "brokerage/desk_request.html", context)


# What taking back each step means, by the step that was the last.
UNDOES = {
    "triage": "It is then to be read anew, and the school has the support level that it had before.",
    "fund": "The days go back to the pool, and it is to be decided anew how they are paid for.",
    **dict.fromkeys(
        ("refer", "decline", "withdraw"),
        "The request is open again, and the school is told that we are looking at it. No day is reserved for it.",
    ),
}


def _last_step(found):
    last = Change.objects.of(found).last()
    return last.action if last else ""


def _overdue(found):
    """What is overdue in it, in words; empty when nothing is."""
    return overdue.WORDS.get(overdue.with_overdue(SupportRequest.objects.filter(pk=found.pk)).get().overdue, "")


def _next_act(found):
    """The one thing that a SATC lead does next; None when it waits for somebody else or is over."""
    if found.status not in AWAITS_LEAD:
        return None
    if services.head_for(found) is None:
        return "prove_head"
    if found.status in READY_TO_MATCH:
        return "propose"
    if found.status in TO_QUOTE and found.route:
        return _next_for_route(found)
    return "triage"


def _next_for_route(found):
    if found.route == Route.GOODWILL:
        return "give"
    if found.route == Route.FUNDED or (found.route == Route.BOTH and not found.reserved_halves):
        return "fund"
    return "quote"


def _other_acts(found, can_broker):
    """What may be done besides, each with its reason."""
    if not can_broker:
        return []
    may = [name for name, step in ENDINGS.items() if can_move(found, step)]
    if found.deployments.live().exists():
        may.append("end")
    if not services.why_not_undo(found):
        may.append("undo")
    return ["triage", *may] if found.status in TO_QUOTE and found.route else may


# What ends a request, and by which step.
ENDINGS = {"refer": "refer", "signpost": "refer", "decline": "decline", "withdraw": "withdraw"}


def _form(request, act, found, data=None):
    if act == "triage":
        return TriageForm(data, initial=_level_of(found), prefix=act)
    if act == "propose":
        return _propose_form(request, found, data)
    return ACTS[act][0](data, prefix=act)


def _propose_form(request, found, data):
    """The form, with the list that it offers as `suggested`."""
    available = services.halves_available(found)
    listed = suggested(request, found, available=available, data=data, prefix="propose")
    form = ProposeForm(
        data, order=listed.order, shown=listed.shown, kind=listed.kind, available=available, prefix="propose"
    )
    form.suggested = listed
    return form


def _level_of(found):
    """The level and route are chosen afresh the first time; later those that hold are shown."""
    return {"level": found.school.support_level, "route": found.route} if found.route else {}


def _service(name, *fields):
    """Call a service with some of a form's values."""

    def do(found, cleaned, by):
        return getattr(services, name)(found, **{field: cleaned[field] for field in fields}, by=by)

    return do


def _propose(found, cleaned, by):
    asked = {name: cleaned[name] for name in ("national_lead", "kind", "halves", "why")}
    return services.propose(found, influencer=Influencer.objects.get(pk=cleaned["influencer"]), **asked, by=by)


def _end(found, cleaned, by):
    """End the request's live deployment; one that was only proposed is taken back."""
    deployment = found.deployments.live().first()
    if deployment is None:
        raise Refused("Nobody is asked or at work for this request now, so there is nothing to end.")
    return services.end_early(deployment, reason=cleaned["reason"], by=by)


def _refer(kind):
    """Send the school elsewhere, or to what exists already."""

    def do(found, cleaned, by):
        return services.refer_request(found, kind=kind, **cleaned, by=by)

    return do


ACTS = {
    "triage": (TriageForm, _service("triage", "level", "route", "reason"), "The level and the way to pay are set."),
    "fund": (FundForm, _service("fund", "pool", "halves"), "The days are reserved."),
    "give": (GiveForm, _service("give", "halves"), "The days are given. Next, you: choose an influencer."),
    "propose": (
        ProposeForm,
        _propose,
        "The influencer has been asked, by e-mail. Next, they say yes, or not this time.",
    ),
    "refer": (ReferForm, _refer(ReferralKind.ELSEWHERE), "Referred. The school has been told."),
    "signpost": (SignpostForm, _refer(ReferralKind.EXISTS), "The school has been told what exists already."),
    "undo": (UndoForm, _service("undo", "reason"), "Taken back."),
    "end": (ReasonForm, _end, "Ended. Whoever was asked has been told."),
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
    form, (_, do, done) = _form(request, act, found, request.POST), ACTS[act]
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
def log_contact(request, reference):
    """A call, a meeting or a note about the request, from whoever runs the programme."""
    found = _found(request, reference)
    form = LogContactForm(request.POST, prefix="log")
    if not form.is_valid():
        return _page(request, found, log_form=form)
    about = {field: form.cleaned_data[field] for field in ("kind", "on", "with_whom", "text")}

    def write():
        return str(services.log_contact(school=found.school, request=found, **about, by=request.user).pk)

    try:
        once(form.cleaned_data["form_key"], purpose="log", act=write)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, log_form=form)
    messages.success(request, "Written down.")
    return redirect("brokerage_desk:request", reference)


@desk_page
@require_POST
def prove_head(request, reference):
    found = _found(request, reference)
    done = f"{found.head_name} is the proven head of {found.school}."
    attempt(request, lambda: services.prove_head(found, by=request.user), done=done)
    return redirect("brokerage_desk:request", reference)

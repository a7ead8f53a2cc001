"""The SATC lead's desk: from a head's word to an influencer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.submissions import once
from core.views import attempt
from core.workflow import can_move
from influencers import permissions, services
from influencers.forms import ArrangeForm, DecideForm, RecordForm, ReturnForm, WithdrawForm
from influencers.models import ExpressionOfInterest, Influencer, Nomination
from influencers.views.public import Nominate
from influencers.workflow import InterestStatus, NominationStatus
from programmes.models import Place
from schools.desk import desk_page
from schools.models import Post, Role
from schools.services import head_of

NOMINATIONS_A_PAGE = 25
LEADS_ONLY = desk_page(open_to=permissions.can_enter)


@desk_page
@require_safe
@never_cache
def nominations(request):
    """What waits for a decision, then every nomination, or those in one status."""
    status = request.GET.get("status", "")
    chosen = Nomination.objects.select_related("school", "nominee")
    if status in NominationStatus:
        chosen = chosen.filter(status=status)
    context = {
        "waiting": Nomination.objects.open().select_related("school"),
        "interests": ExpressionOfInterest.objects.awaiting_decision().select_related("person", "school"),
        "page_obj": Paginator(chosen, NOMINATIONS_A_PAGE).get_page(request.GET.get("page")),
        "statuses": [(choice, choice == status) for choice in NominationStatus],
        "can_enter": permissions.can_enter(request.user),
    }
    return render(request, "influencers/desk/nominations.html", context)


@method_decorator([LEADS_ONLY, never_cache], name="dispatch")
class EnterNomination(Nominate):
    """A lead enters a nomination for somebody on the telephone; the head still confirms it by the link."""

    template_name = "influencers/desk/enter_nomination.html"
    check_template_name = "influencers/desk/enter_nomination_check.html"
    purpose = "nomination_entered"

    def send(self, form):
        return services.submit_nomination(**form.details(), entered_by=self.request.user).reference

    def sent_url(self, reference):
        messages.success(self.request, "Entered. The headteacher has an e-mail with the link that confirms it.")
        return reverse("influencers_desk:nomination", args=[reference])


def _nomination(reference):
    return get_object_or_404(Nomination.objects.select_related("school", "head", "nominee"), reference=reference)


@desk_page
@require_safe
@never_cache
def nomination(request, reference):
    """The whole story of a nomination, and its next act."""
    found = _nomination(reference)
    return _page(request, found, *_next_act(found))


def _next_act(nomination):
    """The act that comes next and its empty form."""
    if can_move(nomination, "accept"):
        return "decide", DecideForm()
    if can_move(nomination, "record_visit") and nomination.visit.on <= clock.today():
        return "record", _record_form(nomination)
    if nomination.status in (NominationStatus.CONFIRMED, NominationStatus.DEFERRED):
        return "arrange", ArrangeForm()
    return "", None


def _record_form(nomination, data=None):
    return RecordForm(data, head=nomination.head, school=nomination.school)


def _page(request, nomination, act, form):
    """The page of a nomination around one form, fresh or with what is wrong in it."""
    can_decide = permissions.can_decide(request.user)
    context = {
        "nomination": nomination,
        "interest": ExpressionOfInterest.objects.filter(nomination=nomination).first(),
        "visits": nomination.visits.select_related("recorded_by"),
        "changes": Change.objects.of(nomination),
        "can_decide": can_decide,
        "act": act if can_decide else "",
        "form": form if can_decide else None,
        "move_form": ArrangeForm(auto_id="move_%s") if nomination.status == "visit_arranged" else None,
        "withdraw_form": WithdrawForm(auto_id="withdraw_%s") if can_move(nomination, "withdraw") else None,
        **_head(nomination),
    }
    return render(request, "influencers/desk/nomination.html", context)


def _head(nomination):
    """Whether the sender's post is proven, and the school's proven head today."""
    posts = Post.objects.filter(school=nomination.school, person=nomination.head).in_role(Role.HEADTEACHER)
    is_proven = nomination.head is not None and posts.on(clock.today()).proven().exists()
    return {"is_head_proven": is_proven, "proven_head": head_of(nomination.school)}


def _act(request, reference, act, form_for, service, done):
    """Post one form of the page: do the act once, or show the page again with what is wrong."""
    nomination = _nomination(reference)
    require(permissions.can_decide(request.user))
    form = form_for(nomination)
    if not form.is_valid():
        return _page(request, nomination, act, form)
    try:
        key = form.cleaned_data["form_key"]
        once(key, purpose=f"nomination_{act}", act=lambda: service(nomination, form.cleaned_data).reference)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, nomination, act, form)
    messages.success(request, done(form.cleaned_data))
    return redirect("influencers_desk:nomination", reference)


@desk_page
@require_POST
def arrange(request, reference):
    """Set or move the date of the visit."""
    return _act(
        request,
        reference,
        "arrange",
        lambda nomination: ArrangeForm(request.POST),
        lambda nomination, data: services.arrange_visit(nomination, on=data["on"], by=request.user),
        lambda data: "The date is set, and the head has been told. After the visit, record it here.",
    )


@desk_page
@require_POST
def record(request, reference):
    """Write down what was learned on the visit."""
    details = ("who_met", "strengths", "capacity", "is_head")
    return _act(
        request,
        reference,
        "record",
        lambda nomination: _record_form(nomination, request.POST),
        lambda nomination, data: services.record_visit(
            nomination, by=request.user, **{name: data[name] for name in details}
        ),
        lambda data: "The visit is recorded. What do you decide?",
    )


DECISIONS = {
    "accept": (services.accept_nomination, "Accepted. The teacher has an e-mail asking what they would like to do."),
    "defer": (
        services.defer_nomination,
        "Put off, and the head has been told why. Arrange another visit when it suits.",
    ),
    "decline": (services.decline_nomination, "Not taken further. The head has a kind message, without the reason."),
}


@desk_page
@require_POST
def decide(request, reference):
    """Accept, defer or decline, with the reason."""
    return _act(
        request,
        reference,
        "decide",
        lambda nomination: DecideForm(request.POST),
        lambda nomination, data: DECISIONS[data["decision"]][0](nomination, by=request.user, reason=data["reason"]),
        lambda data: DECISIONS[data["decision"]][1],
    )


@desk_page
@require_POST
def withdraw(request, reference):
    """Withdraw it for its sender."""
    return _act(
        request,
        reference,
        "withdraw",
        lambda nomination: WithdrawForm(request.POST),
        lambda nomination, data: services.withdraw_nomination(nomination, by=request.user, reason=data["reason"]),
        lambda data: "The nomination is withdrawn.",
    )


@desk_page
@require_POST
def prove_head(request, reference):
    """Say that the sender is the school's head, if it wasn't said on the visit."""
    found = _nomination(reference)
    done = f"{found.head} is now the proven head of {found.school}."
    attempt(request, lambda: services.prove_head(found, by=request.user), done=done)
    return redirect(found.get_desk_url())


def find_interest(reference):
    """The expression of interest, or a 404."""
    related = ("person", "school", "nomination__school", "nomination__head")
    return get_object_or_404(ExpressionOfInterest.objects.select_related(*related), reference=reference)


@desk_page
@require_safe
@never_cache
def interest(request, reference):
    """What the nominee wrote: accept it, or return it with a comment."""
    return _interest_page(request, find_interest(reference), ReturnForm())


def _interest_page(request, interest, form):
    influencer = Influencer.objects.filter(person=interest.person).first()
    can_judge = permissions.can_judge(request.user, interest)
    context = {
        "interest": interest,
        "influencer": influencer,
        "is_listed": influencer is not None and influencer.status == "published",
        "letter": services.letter_of(influencer) if influencer else None,
        "why_new_letter": services.why_new_letter(influencer) if influencer else [],
        "can_send_letter": can_judge,
        "events": _asked_for(interest),
        "changes": Change.objects.of(interest),
        "can_decide": can_judge and interest.status == InterestStatus.SUBMITTED,
        "proven_head": head_of(interest.school),
        "form": form,
    }
    return render(request, "influencers/desk/interest.html", context)


def _asked_for(interest):
    """The events that were asked for, and whether each is booked once it is accepted."""
    held = {place.event_id for place in Place.objects.filter(person=interest.person).live()}
    is_accepted = interest.status == InterestStatus.ACCEPTED
    return [
        {"event": event, "is_left_out": is_accepted and event.pk not in held, "is_booked": event.pk in held}
        for event in interest.events.all()
    ]


@desk_page
@require_POST
def accept_interest(request, reference):
    """Make the influencer."""
    found = find_interest(reference)
    done = f"{found.person} is a science influencer. The letter to the head is being made and goes by e-mail."
    attempt(request, lambda: services.accept_interest(found, by=request.user), done=done)
    return redirect(found.get_desk_url())


@desk_page
@require_POST
def return_interest(request, reference):
    """Send it back with a comment."""
    found, form = find_interest(reference), ReturnForm(request.POST)
    require(permissions.can_judge(request.user, found))
    if not form.is_valid():
        return _interest_page(request, found, form)
    comment = form.cleaned_data["comment"]
    done = f"{found.person} has an e-mail with your comment."
    attempt(request, lambda: services.return_interest(found, comment=comment, by=request.user), done=done)
    return redirect(found.get_desk_url())

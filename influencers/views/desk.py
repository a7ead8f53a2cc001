"""The SATC lead's desk: from a head's word to an influencer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
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
from influencers.forms import ArrangeForm, DecideForm, HeldForm, RecordForm, ReturnForm, WithdrawForm
from influencers.models import ExpressionOfInterest, Influencer, Nomination, Photograph
from influencers.views.public import Nominate
from influencers.workflow import InterestStatus, NominationStatus
from programmes.models import Place
from schools.desk import desk_page
from schools.domains import doubt_about
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
        "put_off": Nomination.objects.put_off().select_related("school"),
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
    related = ("school", "head", "nominee", "first__school")
    return get_object_or_404(Nomination.objects.select_related(*related), reference=reference)


@desk_page
@require_safe
@never_cache
def nomination(request, reference):
    """The whole story of a nomination, and its next act."""
    found = _nomination(reference)
    return _page(request, found, *_next_act(found, by=request.user))


def _next_act(nomination, *, by):
    """The act that comes next and its empty form; none for one that goes with another."""
    if nomination.first:
        return "", None
    if can_move(nomination, "accept"):
        return "decide", DecideForm()
    if can_move(nomination, "record_visit") and nomination.visit.on <= clock.today():
        return "record", _record_form(nomination)
    if nomination.status in (NominationStatus.CONFIRMED, NominationStatus.DEFERRED):
        return "arrange", ArrangeForm(by=by)
    return "", None


def _record_form(nomination, data=None):
    """What was learned on the visit that is arranged, or on one that was held all the same."""
    form = RecordForm if nomination.status == NominationStatus.VISIT_ARRANGED else HeldForm
    is_proven = _heads_post(nomination).on(clock.today()).proven().exists()
    people = {"head": nomination.head, "school": nomination.school, "is_head_proven": is_proven}
    return form(data, **people, auto_id="id_%s" if data else "record_%s")


def _page(request, nomination, act, form):
    """The page of a nomination around one form, fresh or with what is wrong in it."""
    can_decide = permissions.can_decide(request.user)
    is_arranged = nomination.status == NominationStatus.VISIT_ARRANGED
    move_form = ArrangeForm(by=request.user, visit=nomination.visit, auto_id="move_%s") if is_arranged else None
    context = {
        "others": nomination.others.select_related("school"),
        "nomination": nomination,
        "interest": ExpressionOfInterest.objects.filter(nomination=nomination).first(),
        "visits": nomination.visits.select_related("recorded_by", "visitor"),
        "changes": Change.objects.of(nomination),
        "can_decide": can_decide,
        "act": act if can_decide else "",
        "form": form if can_decide else None,
        "move_form": move_form,
        "held_form": _record_form(nomination) if act == "arrange" and not is_arranged else None,
        "withdraw_form": WithdrawForm(auto_id="withdraw_%s") if can_move(nomination, "withdraw") else None,
        **_head(nomination),
    }
    return render(request, "influencers/desk/nomination.html", context)


def _head(nomination):
    """Whether the sender's post is proven, and the school's proven head today."""
    is_proven = _heads_post(nomination).on(clock.today()).proven().exists()
    doubt = "" if is_proven else doubt_about(nomination.head_email, nomination.school)
    return {"is_head_proven": is_proven, "proven_head": head_of(nomination.school), "doubt": doubt}


def _heads_post(nomination):
    """The sender's posts as head of the school; none before the sender is known."""
    sender = Q(person=nomination.head) if nomination.head else Q(pk__in=[])
    return Post.objects.filter(sender, school=nomination.school).in_role(Role.HEADTEACHER)


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
    """Set or move the date of the visit; what is against the date is said first."""
    found = _nomination(reference)
    require(permissions.can_decide(request.user))
    form = _arrange_form(request, found)
    if form.is_valid() and form.warns(found.school):
        return _page(request, found, "arrange", form)
    return _act(
        request,
        reference,
        "arrange",
        lambda nomination: form,
        lambda nomination, data: services.arrange_visit(nomination, by=request.user, **form.details()),
        lambda data: (
            "The visit is arranged. The head, the teacher and whoever goes have it by e-mail, for their "
            "calendars. Afterwards, record it here."
        ),
    )


def _arrange_form(request, nomination):
    is_arranged = nomination.status == NominationStatus.VISIT_ARRANGED
    return ArrangeForm(request.POST, by=request.user, visit=nomination.visit if is_arranged else None)


@desk_page
@require_POST
def record(request, reference):
    """Write down what was learned on the visit, arranged here or not."""

    def act(nomination, data):
        # Whether it is the head isn't asked of one who is proven.
        learned = {"is_head": False} | {name: value for name, value in data.items() if name != "form_key"}
        record = services.record_held_visit if "on" in learned else services.record_visit
        return record(nomination, by=request.user, **learned)

    return _act(
        request,
        reference,
        "record",
        lambda nomination: _record_form(nomination, request.POST),
        act,
        lambda data: "The visit is recorded. What do you decide?",
    )


def _defer(nomination, *, by, data):
    return services.defer_nomination(nomination, back_on=data["back_on"], reason=data["reason"], by=by)


def _accept(nomination, *, by, data):
    return services.accept_nomination(nomination, reason=data["reason"], by=by)


def _decline(nomination, *, by, data):
    return services.decline_nomination(nomination, reason=data["reason"], by=by)


DECISIONS = {
    "accept": (_accept, "Accepted. The teacher has an e-mail asking what they would like to do."),
    "defer": (
        _defer,
        "Put off, and the head has been told why and until when. You are reminded on that day.",
    ),
    "decline": (_decline, "Not taken further. The head has a kind message, without the reason."),
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
        lambda nomination, data: DECISIONS[data["decision"]][0](nomination, by=request.user, data=data),
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
        "events": _asked_for(interest),
        "changes": (changes := list(Change.objects.of(interest))),
        "what_is_new": _what_is_new(interest, changes),
        "photograph": Photograph.objects.filter(person=interest.person).first(),
        "can_decide": can_judge and interest.status == InterestStatus.SUBMITTED,
        "proven_head": head_of(interest.school),
        "form": form,
    }
    return render(request, "influencers/desk/interest.html", context)


def _what_is_new(interest, changes):
    """How it differs from what was returned, while it waits for a decision again."""
    waits_again = interest.status == InterestStatus.SUBMITTED and interest.comment
    return next((change.reason for change in reversed(changes) if waits_again and change.action == "submit"), "")


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

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from brokerage import permissions, services
from brokerage.forms.support import SupportForm
from brokerage.models import Deployment, Quote, SupportRequest
from brokerage.workflow import QuoteStatus, RequestStatus
from core import clock
from core.permissions import require
from core.tracking import may_follow
from core.views import CheckedFormView, attempt
from core.workflow import can_move
from schools.models import Person, School

TONES = {
    RequestStatus.QUOTE_DECLINED: "refused",
    RequestStatus.QUOTE_EXPIRED: "refused",
    RequestStatus.MATCHED: "done",
    RequestStatus.UNDER_WAY: "done",
    RequestStatus.COMPLETED: "done",
    RequestStatus.REFERRED: "info",
    RequestStatus.DECLINED: "refused",
    RequestStatus.WITHDRAWN: "info",
}
TO_CONFIRM = "Next, you: confirm that this request comes from you. Then we start."
WHAT_NEXT = {
    RequestStatus.SUBMITTED: "Next, you: press the button in the e-mail that we sent you. Then we start.",
    RequestStatus.CONFIRMED: "Next, the SATC lead reads your request. We may ring you to ask more.",
    RequestStatus.TRIAGED: "Next, the SATC lead decides how your support can be paid for.",
    RequestStatus.FUNDED: "Your support is free for your school. Next, the SATC lead asks an influencer who fits.",
    RequestStatus.QUOTED: "Next, your headteacher reads our quote, and accepts or declines it. Nothing starts before.",
    RequestStatus.QUOTE_ACCEPTED: "Thank you. Next, the SATC lead asks an influencer who fits.",
    RequestStatus.QUOTE_DECLINED: "Your school has said no to our quote. Next, the SATC lead sees what else we can do.",
    RequestStatus.QUOTE_EXPIRED: "Our quote was not answered in time. Tell us if you would like another.",
    RequestStatus.MATCHED: "Next, the influencer answers, and then shares an action plan with you to read and agree.",
    RequestStatus.UNDER_WAY: "You have agreed an action plan, and the visits are being made.",
    RequestStatus.COMPLETED: "There is nothing more to do. You may ask us again at any time.",
    RequestStatus.REFERRED: "We have written to you about who can help better. You may ask us again at any time.",
    RequestStatus.DECLINED: "We can’t offer support for this request now. You may ask us again at any time.",
    RequestStatus.WITHDRAWN: "You withdrew this request. You may ask us again at any time.",
}


class SupportView(CheckedFormView):
    """A school asks for support: what there is, the form, the answers to check."""

    form_class = SupportForm
    template_name = "brokerage/support.html"
    check_template_name = "brokerage/support_check.html"
    purpose = "support"
    http_method_names = ("get", "head", "post")

    def get_initial(self):
        """Nothing typed twice: whoever is signed in is known, and an interest comes with the address."""
        initial = {"influencer": self.request.GET.get("influencer", "")[:170]}
        person = self.request.user
        if person.is_authenticated and not person.is_staff:
            initial |= {"requester_name": person.name, "requester_email": person.email}
            schools = School.objects.open().where_works(person, clock.today())[:2]
            if len(schools) == 1:
                initial["school"] = schools[0]
        return initial

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"interest": context["form"].interest}

    def send(self, form):
        by = self.request.user if self.request.user.is_authenticated else None
        return services.submit_request(**form.details(), by=by).reference

    def sent_url(self, reference):
        return reverse("brokerage:support_sent", args=[reference])


@require_safe
@never_cache
def support_sent(request, reference):
    """The reference and what happens next; nothing about anybody."""
    found = get_object_or_404(SupportRequest, reference=reference)
    is_theirs = request.user.is_authenticated and found.requester_email in request.user.addresses
    context = {"reference": reference, "is_confirmed": is_theirs and found.confirmed_at is not None}
    context["is_second"] = context["is_confirmed"] and found.first_id is not None
    return render(request, "brokerage/support_sent.html", context)


@require_safe
@never_cache
def track_request(request, support_request):
    """The sender's own view of their request. The caller has checked that they may see it."""
    deployments = Deployment.objects.none()
    if request.user.is_authenticated:
        deployments = Deployment.objects.visible_to(request.user).filter(request=support_request)
    can_confirm = can_move(support_request, "confirm") and _is_senders_own(request, support_request)
    context = {
        "support_request": support_request,
        "can_confirm": can_confirm,
        "what_next": TO_CONFIRM if can_confirm else WHAT_NEXT[support_request.status],
        "tone": TONES.get(support_request.status, "waiting"),
        "deployment": deployments.select_related("person").first(),
        "quote": _quote(request, support_request),
        "is_unproven_head": _is_unproven_head(request, support_request),
        "first": _first(request, support_request),
        "can_withdraw": can_move(support_request, "withdraw") and _may_withdraw(request, support_request),
    }
    return render(request, "brokerage/track_request.html", context)


def _quote(request, support_request):
    """The quote that is out or accepted, for whoever may see it."""
    if not request.user.is_authenticated or not support_request.is_quoted_for:
        return None
    standing = Quote.objects.visible_to(request.user).filter(status__in=(QuoteStatus.SENT, QuoteStatus.ACCEPTED))
    return standing.filter(request=support_request).first()


def _is_unproven_head(request, support_request):
    """Whether they say that they head the school, a quote waits for its head, and nobody has recorded that they do."""
    is_quoted = support_request.status == RequestStatus.QUOTED
    if not is_quoted or not request.user.is_authenticated or request.user.pk != support_request.head_id:
        return False
    return not Person.objects.heads_of(support_request.school).filter(pk=request.user.pk).exists()


def _first(request, support_request):
    """The school's earlier request, for whoever may see it too."""
    if not request.user.is_authenticated:
        return None
    return SupportRequest.objects.visible_to(request.user).filter(pk=support_request.first_id).first()


@login_required
@require_POST
@never_cache
def confirm(request, reference):
    """The sender, signed in with the address that the request gives, confirms that it comes from them."""
    support_request = get_object_or_404(SupportRequest.objects.visible_to(request.user), reference=reference)
    require(
        permissions.can_confirm_request(request.user, support_request), "Only whoever sent this request confirms it."
    )
    done = "Thank you. Your request is with the SATC lead."
    attempt(request, lambda: services.confirm_request(support_request), done=done)
    return redirect(support_request)


@require_POST
@never_cache
def withdraw(request, reference):
    """The sender withdraws a request, by the link from their mail or signed in."""
    is_tracked = may_follow(request, reference)
    if not is_tracked and not request.user.is_authenticated:
        return redirect_to_login(reverse("track", args=[reference]))
    found = SupportRequest.objects.all() if is_tracked else SupportRequest.objects.visible_to(request.user)
    support_request = get_object_or_404(found, reference=reference)
    by = None if is_tracked and not _is_senders(request, support_request) else request.user
    attempt(
        request,
        lambda: services.withdraw_request(support_request, by=by),
        done="Your request is withdrawn. You may ask us again at any time.",
    )
    return redirect(support_request)


def _is_senders_own(request, support_request):
    return request.user.is_authenticated and permissions.can_confirm_request(request.user, support_request)


def _may_withdraw(request, support_request):
    is_tracked = may_follow(request, support_request.reference)
    return is_tracked or _is_senders(request, support_request)


def _is_senders(request, support_request):
    """Whether whoever is signed in may withdraw it by who they are."""
    return request.user.is_authenticated and permissions.can_withdraw_request(request.user, support_request)

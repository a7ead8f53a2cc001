"""The nominee's expression of interest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core.exceptions import NotAllowed, Refused
from core.permissions import require
from core.submissions import once
from core.views import attempt
from core.workflow import can_move
from correspondence.models import Document
from influencers import permissions, services
from influencers.forms import InterestForm
from influencers.models import ExpressionOfInterest, Influencer
from programmes.models import Place


def _find(request, reference):
    found = ExpressionOfInterest.objects.visible_to(request.user).select_related("person", "nomination__school")
    return get_object_or_404(found, reference=reference)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def interest(request, reference):
    """Strengths and wishes: a form while it waits for the nominee, afterwards what was agreed."""
    interest = _find(request, reference)
    can_answer = permissions.can_answer(request.user, interest)
    if request.method == "POST":
        require(can_answer)
        return _submit(request, interest)
    if not can_answer:
        return redirect(interest.get_desk_url())
    if can_move(interest, "submit"):
        return _form(request, interest, InterestForm(initial=InterestForm.initial_of(interest)))
    return render(request, "influencers/interest_sent.html", _agreed(interest))


def _submit(request, interest):
    form = InterestForm(request.POST)
    if not form.is_valid():
        return _form(request, interest, form)

    def submit():
        return services.submit_interest(interest, by=request.user, **form.details()).reference

    try:
        once(form.cleaned_data["form_key"], purpose="interest", act=submit)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(request, interest, form)
    messages.success(request, "Thank you. It is with the SATC lead.")
    return redirect(interest)


def _form(request, interest, form):
    return render(request, "influencers/interest.html", {"interest": interest, "form": form})


def _agreed(interest):
    influencer = Influencer.objects.filter(person=interest.person).first()
    letter = Document.objects.latest_of(f"head_letter:{influencer.pk}") if influencer else None
    return {
        "interest": interest,
        "influencer": influencer,
        "is_listed": influencer is not None and influencer.status == "published",
        "letter": letter,
        "places": [place for place in Place.objects.of(interest.person) if place.status == "booked"],
        "can_withdraw": can_move(interest, "withdraw"),
    }


@login_required
@require_POST
def withdraw(request, reference):
    """The nominee would rather not go on."""
    interest = _find(request, reference)
    done = "Thank you for telling us. Nothing more is asked of you."
    attempt(request, lambda: services.withdraw_interest(interest, by=request.user), done=done)
    return redirect(interest)

"""The nominee's expression of interest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import drafts
from core.exceptions import NotAllowed, Refused
from core.permissions import require
from core.submissions import once
from core.views import attempt
from core.workflow import can_move
from correspondence.models import Document
from influencers import permissions, services
from influencers.models import Expertise, ExpressionOfInterest, Influencer, KeyStage, Photograph
from influencers.self_forms import InterestForm
from programmes.models import Place

# What the buttons of the form lead to, once what was typed is saved.
LEADS_TO = {"preview": "influencers:interest_preview", "photograph": "influencers:own_photograph"}


def _find(request, reference):
    found = ExpressionOfInterest.objects.visible_to(request.user).select_related("person", "nomination__school")
    return get_object_or_404(found, reference=reference)


def _draft_url(interest):
    return reverse("influencers:interest_draft", args=[interest.reference])


def _draft(interest):
    return drafts.of(interest.person, services.DRAFT, interest.reference)


def _initial(interest, draft):
    """What the form holds when it is opened: the draft, or what was sent before."""
    return drafts.initial(InterestForm, draft.answers) if draft else InterestForm.initial_of(interest)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def interest(request, reference):
    """Strengths and wishes: a form while it waits for the nominee, afterwards what was agreed."""
    interest = _find(request, reference)
    can_answer = permissions.can_answer(request.user, interest)
    if request.method == "POST":
        require(can_answer)
        return _posted(request, interest)
    if not can_answer:
        return redirect(interest.get_desk_url())
    if not can_move(interest, "submit"):
        return render(request, "influencers/interest_sent.html", _agreed(interest))
    draft = _draft(interest)
    form = InterestForm(initial=_initial(interest, draft))
    return _form(request, interest, form, drafts.on_page(draft, url=_draft_url(interest)))


def _posted(request, interest):
    """Send it, or save it on the way to somewhere else; either way nothing that another device saved is lost."""
    form, typed = InterestForm(request.POST), drafts.Typed.into(InterestForm, request.POST)
    try:
        answer = _sent_or_saved(request, interest, form, typed)
    except NotAllowed:
        raise
    except drafts.SavedElsewhere as other:
        urls = {"url": _draft_url(interest), "back": interest.get_absolute_url()}
        return drafts.choice(request, InterestForm(), typed, other.draft, **urls)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        answer = None
    on_page = drafts.still_on_page(_draft(interest), typed, url=_draft_url(interest))
    return answer or _form(request, interest, form, on_page)


def _sent_or_saved(request, interest, form, typed):
    """Where to go next; None, with what was typed saved, when it isn't complete enough to be sent."""
    step = request.POST.get("step", "")
    if step in ("save", *LEADS_TO):
        services.save_draft(interest, typed, by=request.user)
        args = [interest.reference] if step == "preview" else []
        return redirect(LEADS_TO[step], *args) if step in LEADS_TO else redirect(interest)
    if not form.is_valid():
        services.save_draft(interest, typed, by=request.user)
        return None

    def submit():
        return services.submit_interest(interest, by=request.user, typed=typed, **form.details()).reference

    once(form.cleaned_data["form_key"], purpose="interest", act=submit)
    messages.success(request, "Thank you. It is with the SATC lead.")
    return redirect(interest)


def _form(request, interest, form, draft):
    photograph = Photograph.objects.filter(person=interest.person).first()
    context = {"interest": interest, "form": form, "draft": draft, "photograph": photograph}
    return render(request, "influencers/interest.html", context)


@login_required
@require_POST
@never_cache
def draft(request, reference):
    """What the script sends while the nominee types."""
    interest = _find(request, reference)
    require(permissions.can_answer(request.user, interest))
    typed = drafts.Typed.into(InterestForm, request.POST)
    return drafts.answer(lambda: services.save_draft(interest, typed, by=request.user))


@login_required
@require_safe
@never_cache
def preview(request, reference):
    """The page in the directory as it would be: of the draft, for whoever writes it; of what was sent, for the desk."""
    interest = _find(request, reference)
    can_answer = permissions.can_answer(request.user, interest)
    is_open = can_answer and can_move(interest, "submit")
    said = _initial(interest, _draft(interest) if is_open else None)
    context = {
        "interest": interest,
        "influencer": _sketch(interest.person, said),
        "strengths": Expertise.objects.filter(slug__in=said["expertise"]),
        "consents": bool(said["consents"]),
        "can_answer": can_answer,
        "is_open": is_open,
    }
    return render(request, "influencers/interest_preview.html", context)


def _sketch(person, said):
    """An influencer who is nowhere but on this page."""
    ticked = {stage.value: stage.value in said["stages"] for stage in KeyStage}
    return Influencer(person=person, biography=said["biography"], leads_elsewhere=said["leads_elsewhere"], **ticked)


def _agreed(interest):
    influencer = Influencer.objects.filter(person=interest.person).first()
    letter = Document.objects.latest_of(f"head_letter:{influencer.pk}") if influencer else None
    return {
        "interest": interest,
        "draft_url": _draft_url(interest),
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

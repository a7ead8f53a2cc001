from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from claims import permissions, reckoning, services
from claims.forms import ClaimForSomebodyForm
from claims.models import FundedDay
from core.permissions import require
from core.views import once_by_form
from schools.desk import desk_page
from schools.models import Person

ONLY_LEADS = "Only a SATC lead claims for somebody who is away."


@desk_page
@require_safe
@never_cache
def ready(request):
    """The days that can be claimed and have not been, by person."""
    people = reckoning.days_by_person(FundedDay.objects.ready())
    context = {
        "people": sorted(people, key=lambda own: (own.since, own.head.pk)),
        "in_all": reckoning.in_all(people),
        "can_claim": permissions.can_claim_at_the_desk(request.user),
    }
    return render(request, "claims/desk/ready.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def claim_for(request, pk):
    """A SATC lead claims the days of somebody who is away, and says why."""
    require(permissions.can_claim_at_the_desk(request.user), ONLY_LEADS)
    person = get_object_or_404(Person, pk=pk)
    choices = FundedDay.objects.live().filter(person=person)
    form = ClaimForSomebodyForm(request.POST if request.method == "POST" else None, choices=choices)
    if form.is_valid() and _claim(request, form, person):
        return redirect("claims_desk:claims")
    found = FundedDay.objects.ready_for(person)
    owed = reckoning.days_by_school(found)
    context = {
        "person": person,
        "form": form,
        "owed": owed,
        "in_all": reckoning.in_all(owed),
        "ticked": form.ticked(found),
    }
    return render(request, "claims/desk/claim_for.html", context)


def _claim(request, form, person):
    chosen = {"days": form.cleaned_data["days"], "reason": form.cleaned_data["reason"]}
    act = partial(services.submit_claims, person=person, by=request.user, **chosen)
    if once_by_form(form, purpose="claim", act=lambda: act()[0].reference) is None:
        return False
    messages.success(request, f"Claimed for {person}, who has been told. Somebody else decides on it.")
    return True

"""Joining two records of one person: choose the other one, look at both, and join them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.views import once_by_form
from satc.merging import holdings
from satc.merging.forms import MergeForm
from satc.merging.refusals import why_not_merge
from satc.merging.services import merge
from schools import permissions
from schools.desk import desk_page
from schools.models import Person

MOST_FOUND = 20


@desk_page(open_to=permissions.is_lead)
@require_safe
@never_cache
def choose(request, pk):
    """Find the other record of this person, by name or e-mail; those of the same name are offered at once."""
    person = get_object_or_404(Person, pk=pk)
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:150]
    found = holdings.found_by(typed, besides=person) if typed else holdings.likely(person)
    context = {"person": person, "typed": typed, "found": found.prefetch_related("posts__school")[:MOST_FOUND]}
    return render(request, "satc/merge_choose.html", context)


@desk_page(open_to=permissions.is_lead)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compare(request, pk, other):
    """What each has side by side, what will happen or why it can't, and the one button."""
    kept, gone = _both(pk, other)
    form = MergeForm(request.POST or None, kept=kept, gone=gone)
    if request.method == "POST" and form.is_valid() and _join(request, form):
        return redirect("person", kept.pk)
    context = {
        "kept": kept,
        "gone": gone,
        "form": form,
        "first": why_not_merge(kept, gone, by=request.user),
        "holdings": holdings.side_by_side(kept, gone),
    }
    return render(request, "satc/merge_compare.html", context)


def _both(*keys):
    people = Person.objects.select_related("merged_into").prefetch_related("groups", "posts__school")
    found = {person.pk: person for person in people.filter(pk__in=keys)}
    if not found.keys() >= set(keys):
        raise Http404
    return [found[key] for key in keys]


def _join(request, form):
    """Whether they were joined, now or by the same button before."""

    def act():
        return str(merge(form.kept, form.gone, by=request.user, **form.choices()).pk)

    if once_by_form(form, purpose="merge", act=act) is None:
        return False
    messages.success(request, "They are one person now, with everything that both had.")
    return True

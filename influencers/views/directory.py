"""The public directory. Nobody's e-mail, telephone or home detail is in it."""

import secrets

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import clock
from influencers import permissions
from influencers.filters import DirectorySearch, NearForm, Vocabulary
from influencers.models import Influencer, KeyStage

A_PAGE = 10
SEED = "directory_seed"


@require_safe
def directory(request):
    """Who is in the directory, by words, strengths, key stage and nearness; each state is a plain address."""
    near = NearForm(request.GET)
    if near.was_sent and near.is_valid():
        return HttpResponseRedirect(f"{request.path}?{near.address()}")
    vocabulary = Vocabulary.today()
    search = DirectorySearch.of(request.GET, vocabulary, near.school)
    return render(request, "influencers/directory.html", _found(request, search, vocabulary, near))


def _found(request, search, vocabulary, near):
    """The page that was asked for, and what the filters say beside it."""
    listed = Influencer.objects.published()
    counts = search.counts(listed, vocabulary)
    seed = _seed(request)
    page = _page(request, search.keys(listed, seed), counts["total"])
    return {
        "search": search,
        "near_form": NearForm(initial={"near": near.school}) if near.school else near,
        "groups": search.groups(vocabulary.terms, search.count_terms(listed)),
        "opportunities": [
            (item, item in search.achieved, counts[f"achieved_{item.pk}"]) for item in vocabulary.opportunities
        ],
        "stages": [(stage, stage == search.stage, counts[f"stage_{stage.value}"]) for stage in KeyStage],
        "chips": search.chips(request.GET),
        "ways_out": [] if counts["total"] else search.ways_out(request.GET, counts, listed),
        "page_obj": page,
        "influencers": search.in_order(listed, page.object_list, seed),
    }


def _page(request, keys, total):
    """The page of keys that was asked for."""
    paginator = Paginator(keys, A_PAGE)
    paginator.count = total
    return paginator.get_page(request.GET.get("page"))


def _seed(request):
    """What a visitor's order is made of: a number of their own and the date, so that each day puts others first."""
    if SEED not in request.session:
        request.session[SEED] = secrets.randbits(32)
    return f"{request.session[SEED]} {clock.today()}"


@require_safe
def profile(request, slug):
    """One influencer, as schools see them."""
    listed = Influencer.objects.published().for_a_page()
    influencer = get_object_or_404(listed, slug=slug)
    context = {
        "influencer": influencer,
        "groups": influencer.school.groups if influencer.school else [],
        "is_own": permissions.can_keep(request.user, influencer),
    }
    return render(request, "influencers/profile.html", context)

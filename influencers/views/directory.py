"""The public directory. Nobody's e-mail, telephone or home detail is in it."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from influencers.filters import DirectorySearch, vocabulary
from influencers.models import Influencer, KeyStage

A_PAGE = 10


@require_safe
def directory(request):
    """Who is in the directory, by words, strengths and key stage."""
    terms = vocabulary()
    search = DirectorySearch.of(request.GET, terms)
    found = search.apply(Influencer.objects.published()).for_lists()
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "search": search,
        "groups": search.groups(terms),
        "stages": [(stage, stage == search.stage) for stage in KeyStage],
        "page_obj": page,
    }
    return render(request, "influencers/directory.html", context)


@require_safe
def profile(request, slug):
    """One influencer, as schools see them."""
    influencer = get_object_or_404(Influencer.objects.published().for_lists(), slug=slug)
    return render(request, "influencers/profile.html", {"influencer": influencer})

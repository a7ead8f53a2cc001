"""The desk's lists of schools and of people."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from schools import permissions
from schools.desk import desk_page
from schools.filters import PersonFilter, SchoolFilter
from schools.models import Person, Post, School

A_PAGE = 25


@desk_page(open_to=permissions.is_staff_role)
@require_safe
@never_cache
def schools(request):
    """Every school of the register, to be found by words, level, mark and network."""
    found = SchoolFilter(request.GET, School.objects.prefetch_related("networks"))
    page = Paginator(found.qs, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "schools/desk/schools.html", {"filter": found, "page_obj": page})


@desk_page
@require_safe
@never_cache
def people(request):
    """Everybody the portal knows, with where they work; whoever was forgotten, or joined with another, is left out."""
    at_school = Prefetch("posts", Post.objects.now_or_to_come().select_related("school"), to_attr="posts_now")
    known = Person.objects.filter(forgotten_at__isnull=True, merged_into__isnull=True).prefetch_related(
        at_school, "groups"
    )
    found = PersonFilter(request.GET, known)
    context = {
        "filter": found,
        "page_obj": Paginator(found.qs, A_PAGE).get_page(request.GET.get("page")),
        "can_keep": permissions.is_lead(request.user),
    }
    return render(request, "schools/desk/people.html", context)

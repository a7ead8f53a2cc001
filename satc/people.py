"""The desk's page of a school and of a person: what the register says, and what each app knows."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.models import Change
from satc import overview
from schools import permissions
from schools.desk import desk_page
from schools.models import OPENS_LETTERS, Person, Post, School
from schools.timeline import changes_of

MOST_BEFORE = 50


@desk_page
@require_safe
@never_cache
def person(request, pk):
    """Somebody's posts now and before, and what else they are; a SATC lead keeps their posts from here."""
    found = get_object_or_404(Person.objects.select_related("merged_into").prefetch_related("groups"), pk=pk)
    posts = list(found.posts.select_related("school", "proven_by", "person").order_by("-starts_on", "-pk"))
    context = {
        "person": found,
        "posts": [post for post in posts if not post.has_ended],
        "posts_before": [post for post in posts if post.has_ended],
        "about": overview.about_person(found),
        "changes": changes_of(found, posts),
        "can_keep": permissions.is_lead(request.user) and not found.forgotten_at and not found.merged_into,
    }
    return render(request, "schools/desk/person.html", context)


@desk_page(open_to=permissions.is_staff_role)
@require_safe
@never_cache
def school(request, urn):
    """What is known of a school. SATC finance sees its office alone: the proven heads and business managers."""
    found = get_object_or_404(School, pk=urn)
    sees_all = permissions.runs_the_programme(request.user)
    posts = Post.objects.filter(school=found).select_related("person").order_by("role", "person__name", "pk")
    if not sees_all:
        posts = posts.now_or_to_come().proven().in_role(*OPENS_LETTERS)
    posts = list(posts)
    context = {
        "school": found,
        "networks": found.networks.all(),
        "posts": [post for post in posts if not post.has_ended],
        "posts_before": [post for post in posts if post.has_ended][:MOST_BEFORE],
        "level": Change.objects.of(found).filter(action__startswith="support_level").last(),
        "successors": School.objects.successors_of(found) if not found.is_open else [],
        "predecessors": School.objects.filter(successions__successor=found),
        "about": overview.about_school(found) if sees_all else [],
        "sees_all": sees_all,
        "can_keep": permissions.is_lead(request.user),
    }
    return render(request, "schools/desk/school.html", context)

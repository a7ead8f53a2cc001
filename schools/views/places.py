"""What a SATC lead keeps about a school: its networks, and where everybody went when it closed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import clock
from core.permissions import require
from schools import permissions, services
from schools.desk import desk_page
from schools.forms.places import NetworksForm, ToSuccessorForm
from schools.models import Post, School
from schools.views.posts import Act, sent

ONLY_A_LEAD = "Only a SATC lead keeps what the portal knows of schools."
TO_SUCCESSOR = Act(ToSuccessorForm, "posts_to_successor", "Move everybody to the successor", "Move them")


def _school(request, urn):
    school = get_object_or_404(School, pk=urn)
    require(permissions.is_lead(request.user), ONLY_A_LEAD)
    return school


@desk_page(open_to=permissions.is_staff_role)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def networks(request, urn):
    """Which networks the school belongs to."""
    school = _school(request, urn)
    form = NetworksForm(request.POST or None, initial={"networks": school.networks.all()})
    if request.method == "POST":
        form = NetworksForm(request.POST)
        if form.is_valid():
            services.set_networks(school, form.cleaned_data["networks"], by=request.user)
            messages.success(request, "The networks are saved.")
            return redirect("school", school.pk)
    return render(request, "schools/desk/networks.html", {"school": school, "form": form})


@desk_page(open_to=permissions.is_staff_role)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def to_successor(request, urn):
    """Everybody who is still down at a closed school moves on, in one act."""
    school = _school(request, urn)
    initial = {"last_day": school.closed_on or clock.today(), "successor": School.objects.successors_of(school).first()}
    form = ToSuccessorForm(request.POST or None, school=school, initial=initial)

    def move_on(data):
        posts = services.move_to_successor(
            school, successor=data["successor"], last_day=data["last_day"], by=request.user
        )
        return len(posts)

    if request.method == "POST" and sent(request, TO_SUCCESSOR, form, move_on):
        messages.success(request, f"Everybody has moved to {form.cleaned_data['successor']}.")
        return redirect("school", school.pk)
    context = {
        "act": TO_SUCCESSOR,
        "form": form,
        "school": school,
        "posts": Post.objects.filter(school=school).now_or_to_come().select_related("person"),
        "back": reverse("school", args=[school.pk]),
    }
    return render(request, "schools/desk/to_successor.html", context)

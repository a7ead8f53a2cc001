from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.models import Change
from core.permissions import require
from core.views import attempt
from schools import permissions, services
from schools.forms.staff import StaffRoleForm
from schools.models import Person, StaffRole

ACTS = {"give": (services.give_staff_role, "now has"), "take": (services.take_staff_role, "no longer has")}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def staff_roles(request, pk):
    """A person's staff roles: staff see them, a SATC lead gives and takes them."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        change_role(request, person)
        return redirect("people:staff_roles", person.pk)
    context = {
        "person": person,
        "roles": [(role, role in person.roles) for role in StaffRole],
        "can_give": permissions.can_give_staff_roles(request.user),
        "has_page": permissions.runs_the_programme(request.user),
        "changes": Change.objects.of(person),
    }
    return render(request, "schools/staff_roles.html", context)


def change_role(request, person):
    require(permissions.can_give_staff_roles(request.user), "Only a SATC lead gives and takes staff roles.")
    form = StaffRoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the staff roles.")
        return
    act, has = ACTS[form.cleaned_data["act"]]
    role = StaffRole(form.cleaned_data["role"])
    attempt(request, lambda: act(person, role, by=request.user), done=f"{person} {has} the role {role.label}.")

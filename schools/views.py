from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from core.exceptions import Refused
from core.models import Change
from schools import permissions, services
from schools.forms import StaffRoleForm
from schools.models import Person, School, StaffRole

MOST_FOUND = 10


@require_GET
def search(request):
    """The open schools that match `?q=`, for the school box: ten at most."""
    found = School.objects.found_by(request.GET.get("q", ""))[:MOST_FOUND]
    return JsonResponse(list(found.values("urn", "name", "town", "postcode")), safe=False)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def staff_roles(request, pk):
    """A person's staff roles: staff see them, a SATC lead gives and takes them."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    can_give = permissions.can_give_staff_roles(request.user)
    if request.method == "POST":
        if not can_give:
            raise PermissionDenied
        return change_role(request, person)
    roles = [(role, role in person.roles) for role in StaffRole]
    context = {"person": person, "roles": roles, "can_give": can_give, "changes": Change.objects.of(person)}
    return render(request, "schools/staff_roles.html", context)


def change_role(request, person):
    form = StaffRoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the staff roles.")
        return redirect("people:staff_roles", person.pk)
    act, role = form.cleaned_data["act"], StaffRole(form.cleaned_data["role"])
    try:
        if act == "give":
            services.give_staff_role(person, role, by=request.user)
        else:
            services.take_staff_role(person, role, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        has = "now has" if act == "give" else "no longer has"
        messages.success(request, f"{person} {has} the role {role.label}.")
    return redirect("people:staff_roles", person.pk)

"""What we keep and why; what we hold on you; being forgotten."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.permissions import require
from core.views import attempt
from satc.personal import erasure
from satc.personal.export import export_of
from schools import permissions
from schools.desk import desk_page
from schools.models import Person


@require_safe
def privacy(request):
    """The privacy notice."""
    return render(request, "satc/privacy.html")


@login_required
@require_safe
@never_cache
def my_data(request):
    """Everything that the portal holds on whoever is signed in, to read."""
    return render(request, "satc/my_data.html", {"export": export_of(request.user)})


@login_required
@require_safe
@never_cache
def my_data_file(request):
    """The same, as a file to take away."""
    answer = JsonResponse(export_of(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="what-satc-holds-on-you.json"'
    return answer


@login_required
@require_POST
def my_forgetting(request):
    """Ask to be forgotten, or take that back."""
    if request.POST.get("act") == "stay":
        erasure.stay(request.user)
        messages.success(request, "We are glad. Nothing has been forgotten.")
    else:
        erasure.ask_to_be_forgotten(request.user)
        messages.success(request, "A SATC lead has been asked to forget you, and does so within a month.")
    return redirect("my_data")


@desk_page(open_to=permissions.runs_the_programme)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def forget_person(request, pk):
    """What forgetting this person would mean, and the one button that does it: a SATC lead's."""
    person = get_object_or_404(Person, pk=pk)
    can_forget = permissions.is_lead(request.user)
    if request.method == "POST":
        require(can_forget, "Only a SATC lead can have somebody forgotten.")
        done = "They have been forgotten. What schools were paid is kept, without the name."
        attempt(request, lambda: erasure.forget(person, by=request.user), done=done)
        return redirect("forget_person", person.pk)
    context = {"person": person, "can_forget": can_forget, "first": erasure.why_not_forget(person)}
    return render(request, "satc/forget_person.html", context)

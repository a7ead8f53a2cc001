"""Coaching pools: what is reserved, used and left, and the rows behind each figure; and the target schools."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from brokerage import permissions, promises, services
from brokerage.forms.broker import ReasonForm
from brokerage.forms.money import MarkTargetForm, PoolForm
from brokerage.models import CoachingPool, SupportRequest
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.submissions import once
from schools.desk import desk_page
from schools.models import School

A_PAGE = 25
SHOWN = ("reserved", "used")


@desk_page
@require_safe
@never_cache
def pools(request):
    """Every pool with its figures, and whether what is promised still fits."""
    context = {
        "pools": CoachingPool.objects.order_by("-ends_on", "pk"),
        "promise": promises.of_target_schools(),
        "can_broker": permissions.can_broker(request.user),
    }
    return render(request, "brokerage/desk/pools.html", context)


@desk_page
@require_safe
@never_cache
def pool(request, pk):
    """One pool. Each figure opens its rows: requests with days reserved or used, or every movement."""
    found = get_object_or_404(CoachingPool, pk=pk)
    show = request.GET.get("show")
    if show in SHOWN:
        rows = SupportRequest.objects.drawing_on(found).filter(**{f"pool_{show}__gt": 0})
    else:
        show, rows = "", found.entries.select_related("request__school", "by").order_by("-at", "-pk")
    context = {
        "pool": found,
        "show": show,
        "page_obj": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "promise": promises.of_target_schools(),
        "changes": Change.objects.of(found),
        "can_broker": permissions.can_broker(request.user),
    }
    return render(request, "brokerage/desk/pool.html", context)


@desk_page(open_to=permissions.can_broker)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_pool(request):
    form = PoolForm(request.POST or None)
    return _pool_form(request, form, lambda: services.add_pool(**form.details(), by=request.user), "The pool is added.")


@desk_page(open_to=permissions.can_broker)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change_pool(request, pk):
    found = get_object_or_404(CoachingPool, pk=pk)
    form = PoolForm(request.POST or None, pool=found)
    return _pool_form(
        request,
        form,
        lambda: services.change_pool(found, **form.details(), by=request.user),
        "The pool is changed.",
        pool=found,
    )


def _pool_form(request, form, act, done, pool=None):
    if form.is_valid():
        try:
            pk = once(form.cleaned_data["form_key"], purpose="pool", act=lambda: str(act().pk))
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("brokerage_desk:pool", pk)
    return render(request, "brokerage/desk/pool_form.html", {"form": form, "pool": pool})


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def target_schools(request):
    """The target schools, what each has had, and the form that marks another."""
    form = MarkTargetForm(request.POST or None)
    if request.method == "POST":
        require(permissions.can_broker(request.user))
    if form.is_valid():
        school = form.cleaned_data["school"]
        try:
            services.mark_target(school, is_target=True, reason=form.cleaned_data["reason"], by=request.user)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{school} is a target school.")
            return redirect("brokerage_desk:target_schools")
    context = {
        "schools": promises.target_schools(),
        "promise": promises.of_target_schools(),
        "form": form,
        "can_broker": permissions.can_broker(request.user),
    }
    return render(request, "brokerage/desk/target_schools.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unmark_target(request, urn):
    """Take the mark of a target school away, with the reason."""
    school = get_object_or_404(School, pk=urn, is_target=True)
    require(permissions.can_broker(request.user))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.mark_target(school, is_target=False, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"{school} is not a target school any more.")
        return redirect("brokerage_desk:target_schools")
    return render(request, "brokerage/desk/unmark_target.html", {"school": school, "form": form})

"""A SATC lead keeps posts: each act is a page with one form, and ends on the person's page."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core.permissions import require
from core.views import attempt, once_by_form
from schools import permissions, services
from schools.desk import desk_page
from schools.fields import with_urn
from schools.forms.posts import CorrectPostForm, EndPostForm, MovePostForm, StartPostForm, TakeBackForm
from schools.models import Person, Post, Role

EITHER = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Act:
    """One act: its form, what it does, and its words."""

    form: type
    purpose: str
    title: str
    submit: str
    submit_class: str = "btn-primary"
    hint: str = ""


START = Act(StartPostForm, "post_started", "Somebody starts a post", "Start the post")
END = Act(EndPostForm, "post_ended", "They leave", "End the post", hint="The last day may be to come.")
MOVE = Act(MovePostForm, "post_moved", "They move to another school", "Move them")
CORRECT = Act(CorrectPostForm, "post_corrected", "Correct the dates", "Save the dates")
TAKE_BACK = Act(
    TakeBackForm,
    "post_taken_back",
    "Take this post back",
    "Take it back",
    submit_class="btn-danger",
    hint="Only if it was a mistake: somebody who has left should be ended instead. What they did stays.",
)


def sent(request, act, form, do):
    """Do what a good form asks, once; whether it was done. What is refused is said on the form."""
    if not form.is_valid():
        return False
    done = once_by_form(form, purpose=act.purpose, act=lambda: str(do(form.cleaned_data) or ""))
    return done is not None


def act_page(request, act, form, *, post=None, back):
    context = {"act": act, "form": form, "post": post, "back": back}
    return render(request, "schools/desk/post_act.html", context)


@desk_page(open_to=permissions.is_lead)
@EITHER
@never_cache
def start(request):
    """Somebody starts; `?person=` and `?school=` say whom and where as far as is known."""
    form = StartPostForm(request.POST or None, initial=_known(request))
    if request.method == "POST" and sent(request, START, form, lambda data: _start(data, request.user)):
        person = Person.objects.known_as(form.cleaned_data["email"])
        messages.success(request, f"{person} is down for it.")
        return redirect("person", person.pk)
    return act_page(request, START, form, back=reverse("people:people"))


def _known(request):
    initial, key = {}, request.GET.get("person", "")
    person = Person.objects.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 10 else None
    if person:
        initial |= {"email": person.email, "name": person.name}
    if school := with_urn(request.GET.get("school", "")):
        initial["school"] = school
    return initial


def _start(data, by):
    details = {name: value for name, value in data.items() if name != "form_key"}
    return services.start_post(**details, by=by).pk


def _act(request, pk, act, do, done, *, initial=None):
    """The page of one act on one post: for a lead to do, for national leads a 403."""
    post = get_object_or_404(Post.objects.select_related("person", "school"), pk=pk)
    require(permissions.is_lead(request.user), "Only a SATC lead keeps posts.")
    form = act.form(request.POST or None, initial=initial(post) if initial else None)
    if request.method == "POST" and sent(request, act, form, lambda data: do(post, data) and post.pk):
        messages.success(request, done(post, form.cleaned_data))
        return redirect("person", post.person_id)
    return act_page(request, act, form, post=post, back=reverse("person", args=[post.person_id]))


@desk_page
@EITHER
@never_cache
def end(request, pk):
    """They leave."""
    return _act(
        request,
        pk,
        END,
        lambda post, data: services.end_post(post, ends_on=data["ends_on"], by=request.user),
        lambda post, data: f"The post at {post.school} has its last day.",
    )


@desk_page
@EITHER
@never_cache
def move(request, pk):
    """They leave for the same role elsewhere."""
    return _act(
        request,
        pk,
        MOVE,
        lambda post, data: services.move_post(
            post, school=data["school"], last_day=data["last_day"], is_true=data["is_true"], by=request.user
        ),
        lambda post, data: f"{post.person} moves from {post.school} to {data['school']}.",
        initial=lambda post: {"is_true": post.is_proven and post.role != Role.HEADTEACHER},
    )


@desk_page
@EITHER
@never_cache
def correct(request, pk):
    """Put the dates right."""
    return _act(
        request,
        pk,
        CORRECT,
        lambda post, data: services.correct_post(
            post, starts_on=data["starts_on"], ends_on=data["ends_on"], by=request.user
        ),
        lambda post, data: "The dates are put right.",
        initial=lambda post: {"starts_on": post.starts_on, "ends_on": post.ends_on},
    )


@desk_page
@EITHER
@never_cache
def take_back(request, pk):
    """The post was a mistake."""
    return _act(
        request,
        pk,
        TAKE_BACK,
        lambda post, data: services.take_back_post(post, by=request.user) or True,
        lambda post, data: f"The post at {post.school} is taken back.",
    )


@desk_page
@require_POST
def prove(request, pk):
    """Say that a post is true."""
    post = get_object_or_404(Post.objects.select_related("person", "school"), pk=pk)
    done = f"{post.person} is now the proven {post.get_role_display().lower()} of {post.school}."
    attempt(request, lambda: services.prove_post(post, by=request.user), done=done)
    return redirect("person", post.person_id)


@desk_page
@require_POST
def seen(request, pk):
    """What the person told us is read, and left as it is."""
    post = get_object_or_404(Post.objects.select_related("person"), pk=pk)
    attempt(request, lambda: services.note_post(post, by=request.user), done="It is off the list of what waits.")
    return redirect("person", post.person_id)

"""Where somebody works, as they say it themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.views import attempt
from schools import services
from schools.forms.posts import LeavePostForm, SayPostForm
from schools.models import Post
from schools.views.posts import Act, act_page, sent

ADD = Act(
    SayPostForm,
    "post_said",
    "Add a school where you work",
    "Add it",
    hint="A SATC lead checks it. Until then nothing of the school’s opens to you.",
)
LEFT = Act(LeavePostForm, "post_left", "You leave", "Save your last day")


def _own(request):
    return Post.objects.of(request.user).select_related("person", "school").order_by("-starts_on", "-pk")


@login_required
@require_safe
@never_cache
def work(request):
    """Their posts now, to come and before."""
    posts = list(_own(request))
    context = {
        "posts": [post for post in posts if not post.has_ended],
        "posts_before": [post for post in posts if post.has_ended],
    }
    return render(request, "schools/work.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def add(request):
    """They work at a school, or will."""
    form = SayPostForm(request.POST or None)

    def say(data):
        return services.say_post(
            request.user, data["school"], data["role"], starts_on=data["starts_on"], by=request.user
        ).pk

    if request.method == "POST" and sent(request, ADD, form, say):
        messages.success(request, f"Thank you. A SATC lead checks that you work at {form.cleaned_data['school']}.")
        return redirect("work:work")
    return act_page(request, ADD, form, back=reverse("work:work"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def left(request, pk):
    """They leave, or have left."""
    post = get_object_or_404(_own(request), pk=pk)
    form = LeavePostForm(request.POST or None)

    def leave(data):
        return services.leave_post(post, ends_on=data["ends_on"], by=request.user).pk

    if request.method == "POST" and sent(request, LEFT, form, leave):
        messages.success(request, f"Your last day at {post.school} is saved. If you start elsewhere, add that school.")
        return redirect("work:work")
    return act_page(request, LEFT, form, post=post, back=reverse("work:work"))


@login_required
@require_POST
def not_mine(request, pk):
    """They never worked there."""
    post = get_object_or_404(_own(request), pk=pk)
    done = f"You are not down at {post.school} any more."
    attempt(request, lambda: services.disown_post(post, by=request.user), done=done)
    return redirect("work:work")

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.generic import FormView

from core.exceptions import NotAllowed, Refused
from core.ratelimit import may_send
from core.submissions import once


class CheckedFormView(FormView):
    """A public form in three pages: fill it in, check your answers, a reference and what happens next.

    Nothing is kept between the pages but the form itself, so two tabs never mix and nothing typed is lost.
    """

    check_template_name = None
    purpose = None

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if request.POST.get("step") == "edit" or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if request.POST.get("step") != "send":
            return render(request, self.check_template_name, self.get_context_data(form=form, rows=form.answers()))
        return self.form_valid(form)

    def form_valid(self, form):
        if not may_send(self.request, self.purpose):
            return render(self.request, "429.html", status=429)
        reference = once_by_form(form, purpose=self.purpose, act=lambda: self.send(form))
        if reference is None:
            return self.render_to_response(self.get_context_data(form=form))
        return HttpResponseRedirect(self.sent_url(reference))

    def send(self, form):
        """Call the service; returns the reference of what was made."""
        raise NotImplementedError

    def sent_url(self, reference):
        """Where the reference is shown."""
        raise NotImplementedError


def once_by_form(form, *, purpose, act):
    """Do `act()` once for the key of a valid form, and return its result; None where it is refused.

    What is refused is said on the form; 403 stays a 403.
    """
    try:
        return once(form.cleaned_data["form_key"], purpose=purpose, act=act)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def attempt(request, act, *, done):
    """Do `act()` and tell the person that it is `done`, or why it was refused.

    Returns whether it was done; 403 stays a 403.
    """
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True

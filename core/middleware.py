from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from core.exceptions import NotAllowed, Refused


class NullCharacters:
    """Turns away what no keyboard types and no database stores: a null character in an address or a form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info:
            raise Http404
        sent = [*request.GET.lists(), *request.POST.lists()]
        if any("\0" in text for name, values in sent for text in (name, *values)):
            raise BadRequest("A null character was sent.")
        return self.get_response(request)


class Refusals:
    """Turns a refusal that a view let through into an answer.

    For the wrong person it is a 403; otherwise the page again, with the reason.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"why": str(exception)}, status=403)
        if isinstance(exception, Refused):
            return self._back(request, str(exception))
        return None

    def _back(self, request, why):
        came_from = request.headers.get("referer", "")
        if request.method == "POST" and url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
            messages.error(request, why)
            return HttpResponseRedirect(came_from)
        return render(request, "refused.html", {"why": why}, status=409)

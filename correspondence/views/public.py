from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import LinkRefused
from core.ratelimit import may_send
from correspondence import kinds, links
from correspondence.forms import CodeForm
from correspondence.models import Document
from correspondence.workflow import DocumentStatus


@require_safe
def heads_hear(request):
    """What a head will hear, when, and on whose act: made from the list of messages itself."""
    steps = {}
    for told in kinds.HEARD_BY_HEADS:
        steps.setdefault(told.step, []).append(told)
    return render(request, "correspondence/heads_hear.html", {"steps": steps.items()})


@login_required
@require_safe
@never_cache
def document(request, reference):
    """The PDF, for those who may have it; while it is being made, a page that says so."""
    paper = get_object_or_404(Document.objects.visible_to(request.user), reference=reference)
    if paper.status == DocumentStatus.REMOVED:
        return render(request, "correspondence/document_removed.html", {"document": paper}, status=410)
    if paper.status != DocumentStatus.READY:
        return render(request, "correspondence/document_waits.html", {"document": paper}, status=202)
    return FileResponse(paper.file.open("rb"), filename=f"{paper.reference}.pdf", content_type="application/pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify(request):
    """Type the code printed on a letter: is it ours, of what kind, of what date, for how much? Nothing else is said."""
    form = CodeForm(request.POST or None)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        if not may_send(request, "verify"):
            return render(request, "429.html", status=429)
        paper = Document.objects.proven_by(form.cleaned_data["code"])
        context |= {"is_answered": True, "proves": paper.proves if paper else None}
    return render(request, "correspondence/verify.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def link(request, token):
    """A link from a mail: a page with one button, and the act when it is pressed."""
    try:
        found = links.read(token)
    except LinkRefused as refusal:
        return render(request, "correspondence/link_refused.html", {"why": str(refusal)}, status=404)
    subject = found.subject
    if subject is None:
        return render(request, "correspondence/link_over.html", {"token": token, "found": found}, status=410)
    if request.method == "POST":
        return redirect(found.purpose.follow(request, subject, found.email))
    return render(request, "correspondence/link.html", {"found": found, "subject": subject})


@require_POST
@never_cache
def renew_link(request, token):
    """Send a new link to the address that the old one went to.

    The page says the same whether or not one could be sent.
    """
    try:
        found = links.read(token)
    except LinkRefused as refusal:
        return render(request, "correspondence/link_refused.html", {"why": str(refusal)}, status=404)
    found.purpose.renew(found.reference, found.email)
    return render(request, "correspondence/link_renewed.html")

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.views import attempt
from correspondence import services
from correspondence.models import Document, Message
from schools import permissions
from schools.desk import desk_page

A_PAGE = 30
KINDS = {"document": Document, "message": Message}


@desk_page
@require_safe
@never_cache
def outbox(request):
    """What could not be made or sent, with the reason; then everything that was, newest first."""
    documents = Document.objects.select_related("school")
    messages = Message.objects.select_related("person", "school")
    show = "messages" if request.GET.get("show") == "messages" else "documents"
    rows = messages if show == "messages" else documents
    context = {
        "failed_documents": documents.failed(),
        "failed_messages": messages.failed(),
        "show": show,
        "page_obj": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "can_retry": permissions.is_lead(request.user),
    }
    return render(request, "correspondence/outbox.html", context)


@desk_page
@require_POST
def retry(request, kind, reference):
    """Send a failed document or message round again."""
    row = get_object_or_404(KINDS.get(kind, Document), reference=reference)
    attempt(request, lambda: services.retry(row, by=request.user), done="It is on its way again.")
    return redirect("correspondence_desk:outbox")

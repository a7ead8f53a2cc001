from django.contrib import admin

from core.admin import LookUpAdmin
from correspondence.models import Document, Message
from schools import permissions


@admin.register(Document)
class DocumentAdmin(LookUpAdmin):
    list_display = ["reference", "title", "version", "school", "status", "queued_at"]
    list_filter = ["kind", "status"]
    list_select_related = ["school"]
    search_fields = ["reference", "title", "school__name"]
    fields = ["reference", "title", "version", "school", "status", "queued_at", "done_at", "sha256", "last_error"]


@admin.register(Message)
class MessageAdmin(LookUpAdmin):
    """Messages tell of nominations and requests, which finance has no need to know."""

    list_display = ["reference", "subject", "to_name", "school", "status", "queued_at"]
    list_filter = ["kind", "status"]
    list_select_related = ["person", "school"]
    search_fields = ["reference", "subject", "person__name", "name", "school__name"]
    fields = [
        "reference",
        "subject",
        "to_name",
        "school",
        "document",
        "status",
        "queued_at",
        "done_at",
        "text",
        "last_error",
    ]

    def is_open_to(self, person):
        return permissions.runs_the_programme(person)

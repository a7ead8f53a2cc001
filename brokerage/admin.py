"""For looking things up. Whatever has a flow is worked at on pages of our own."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from brokerage.models import (
    ActionPlan,
    CoachingPool,
    Deployment,
    Invoice,
    LoggedContact,
    PoolEntry,
    PreparedAnswer,
    Quote,
    Release,
    SupportRequest,
    Visit,
    VisitReport,
)
from brokerage.permissions import sees_invoices
from core.admin import LookUpAdmin, ReferenceDataAdmin
from schools import permissions


class BrokerageAdmin(LookUpAdmin):
    """Open to whoever runs the programme, and to nobody else."""

    view_on_site = False

    def is_open_to(self, person):
        return permissions.runs_the_programme(person)


def _link(url):
    return format_html('<a href="{}">Open</a>', url)


@admin.register(CoachingPool)
class CoachingPoolAdmin(BrokerageAdmin):
    list_display = ("name", "total_halves", "reserved_halves", "used_halves", "starts_on", "ends_on")


@admin.register(PoolEntry)
class PoolEntryAdmin(BrokerageAdmin):
    list_display = ("request", "pool", "reserved_change", "used_change", "by", "at")
    list_select_related = ("request__school", "pool", "by")


@admin.register(SupportRequest)
class SupportRequestAdmin(BrokerageAdmin):
    list_display = ("reference", "school", "status", "submitted_at", "page")
    list_filter = ("status",)
    search_fields = ("reference", "school__name", "requester_name")
    list_select_related = ("school",)

    @admin.display(description="page")
    def page(self, request):
        return _link(reverse("brokerage_desk:request", args=[request.reference]))


@admin.register(Quote)
class QuoteAdmin(BrokerageAdmin):
    list_display = ("reference", "school", "version", "status", "valid_until", "sent_to", "page")
    list_filter = ("status",)
    search_fields = ("reference", "school__name")
    list_select_related = ("school", "sent_to")

    @admin.display(description="page")
    def page(self, quote):
        return _link(quote.get_absolute_url())


@admin.register(Invoice)
class InvoiceAdmin(BrokerageAdmin):
    list_display = ("reference", "school", "status", "number", "raised_on", "received_on", "page")
    list_filter = ("status",)
    search_fields = ("number", "acceptance__quote__reference", "school__name")
    list_select_related = ("school", "acceptance__quote")

    def is_open_to(self, person):
        return sees_invoices(person)

    @admin.display(description="page")
    def page(self, invoice):
        return _link(invoice.get_absolute_url())


@admin.register(Deployment)
class DeploymentAdmin(BrokerageAdmin):
    list_display = ("reference", "person", "school", "national_lead", "halves", "status", "page")
    list_filter = ("status", "kind")
    search_fields = ("reference", "school__name", "person__name")
    list_select_related = ("school", "person", "national_lead")

    @admin.display(description="page")
    def page(self, deployment):
        return _link(deployment.get_absolute_url())


@admin.register(Visit)
class VisitAdmin(BrokerageAdmin):
    list_display = ("reference", "person", "school", "on", "part", "kind", "status", "page")
    list_filter = ("status", "kind")
    search_fields = ("reference", "school__name", "person__name")
    list_select_related = ("school", "person")

    @admin.display(description="page")
    def page(self, visit):
        return _link(visit.get_absolute_url())


@admin.register(VisitReport)
class VisitReportAdmin(BrokerageAdmin):
    list_display = ("visit", "author", "status", "submitted_at", "page")
    list_filter = ("status",)
    list_select_related = ("visit__person", "visit__school", "author")

    @admin.display(description="page")
    def page(self, report):
        return _link(reverse("brokerage_desk:report", args=[report.visit.reference]))


@admin.register(ActionPlan)
class ActionPlanAdmin(BrokerageAdmin):
    list_display = ("deployment", "version", "status", "shared_at", "agreed_at")
    list_filter = ("status",)
    list_select_related = ("deployment__school", "deployment__person")


@admin.register(Release)
class ReleaseAdmin(BrokerageAdmin):
    list_display = ("deployment", "school", "status", "asked_at", "answered_at")
    list_filter = ("status",)
    list_select_related = ("deployment__school", "deployment__person", "school")


@admin.register(PreparedAnswer)
class PreparedAnswerAdmin(ReferenceDataAdmin):
    list_display = ("name", "kind", "link", "is_offered", "position")
    list_filter = ("kind", "is_offered")


@admin.register(LoggedContact)
class LoggedContactAdmin(BrokerageAdmin):
    list_display = ("on", "kind", "school", "request", "with_whom", "by")
    list_filter = ("kind",)
    search_fields = ("school__name", "request__reference", "with_whom")
    list_select_related = ("school", "request__school", "by")

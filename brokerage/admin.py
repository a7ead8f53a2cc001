"""For looking things up. Whatever has a flow is worked at on pages of our own."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from brokerage.models import CoachingPool, Deployment, PoolEntry, SupportRequest, Visit, VisitReport
from core.admin import LookUpAdmin
from schools import permissions


class BrokerageAdmin(LookUpAdmin):
    """Open to whoever runs the programme, and to nobody else."""

    view_on_site = False

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and permissions.runs_the_programme(request.user)


class VisibleAdmin(BrokerageAdmin):
    """Shows the rows that the person may see anywhere else (rule 10)."""

    def get_queryset(self, request):
        return self.model.objects.visible_to(request.user)


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
class SupportRequestAdmin(VisibleAdmin):
    list_display = ("reference", "school", "status", "submitted_at", "page")
    list_filter = ("status",)
    search_fields = ("reference", "school__name", "requester_name")
    list_select_related = ("school",)

    @admin.display(description="page")
    def page(self, request):
        return _link(reverse("brokerage_desk:request", args=[request.reference]))


@admin.register(Deployment)
class DeploymentAdmin(VisibleAdmin):
    list_display = ("reference", "person", "school", "national_lead", "halves", "status", "page")
    list_filter = ("status", "kind")
    search_fields = ("reference", "school__name", "person__name")
    list_select_related = ("school", "person", "national_lead")

    @admin.display(description="page")
    def page(self, deployment):
        return _link(deployment.get_absolute_url())


@admin.register(Visit)
class VisitAdmin(VisibleAdmin):
    list_display = ("reference", "person", "school", "on", "part", "kind", "status", "page")
    list_filter = ("status", "kind")
    search_fields = ("reference", "school__name", "person__name")
    list_select_related = ("school", "person")

    @admin.display(description="page")
    def page(self, visit):
        return _link(visit.get_absolute_url())


@admin.register(VisitReport)
class VisitReportAdmin(VisibleAdmin):
    list_display = ("visit", "author", "status", "submitted_at", "page")
    list_filter = ("status",)
    list_select_related = ("visit__person", "visit__school", "author")

    @admin.display(description="page")
    def page(self, report):
        return _link(reverse("brokerage_desk:report", args=[report.visit.reference]))

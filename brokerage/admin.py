"""For looking things up. Whatever has a flow is worked at on pages of our own."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from brokerage.models import ActionPlan, CoachingPool, Deployment, PoolEntry, SupportRequest, Visit, VisitReport
from core.admin import LookUpAdmin
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

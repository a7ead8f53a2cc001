from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from claims import permissions
from claims.models import Claim, Correction, FundedDay, Payment, PaymentRun
from core.admin import LookUpAdmin
from core.words import pounds


class OnTheDesk(LookUpAdmin):
    """To look things up; what is done with them is done on our own pages."""

    list_per_page = 50

    @admin.display(description="on the desk")
    def desk_page(self, thing):
        return format_html('<a href="{}">{}</a>', self.desk_url(thing), thing)

    @admin.display(description="amount")
    def amount(self, thing):
        return pounds(thing.amount_pence)


@admin.register(FundedDay)
class FundedDayAdmin(OnTheDesk):
    list_display = ["person", "on", "part", "school", "status", "why", "desk_page"]
    list_filter = ["status"]
    list_select_related = ["person", "school"]
    search_fields = ["person__name", "school__name", "why"]
    fields = ["person", "on", "morning", "afternoon", "school", "status", "held_because", "why", "created_at"]

    def is_open_to(self, person):
        return permissions.runs_the_programme(person)

    def desk_url(self, day):
        return day.get_absolute_url()


@admin.register(Claim)
class ClaimAdmin(OnTheDesk):
    list_display = ["desk_page", "person", "school", "amount", "status", "submitted_at"]
    list_filter = ["status"]
    list_select_related = ["person", "school"]
    list_display_links = None
    search_fields = ["reference", "person__name", "school__name"]

    def desk_url(self, claim):
        return reverse("claims_desk:claim", args=[claim.reference])


class SeenByPayers(OnTheDesk):
    def is_open_to(self, person):
        return permissions.sees_runs(person)


@admin.register(Correction)
class CorrectionAdmin(SeenByPayers):
    list_display = ["desk_page", "school", "amount", "status", "proposed_by", "agreed_by"]
    list_filter = ["status"]
    list_select_related = ["school", "proposed_by", "agreed_by"]
    list_display_links = None
    search_fields = ["reference", "school__name"]

    def desk_url(self, correction):
        return correction.get_absolute_url()


@admin.register(PaymentRun)
class PaymentRunAdmin(SeenByPayers):
    list_display = ["desk_page", "status", "opened_by", "opened_at", "authorised_by", "authorised_at", "sent_at"]
    list_filter = ["status"]
    list_select_related = ["opened_by", "authorised_by"]
    list_display_links = None
    search_fields = ["reference"]

    def desk_url(self, run):
        return run.get_absolute_url()


@admin.register(Payment)
class PaymentAdmin(SeenByPayers):
    list_display = ["desk_page", "run", "school", "amount", "state", "paid_at"]
    list_filter = ["status"]
    list_select_related = ["run", "school"]
    list_display_links = None
    search_fields = ["reference", "run__reference", "school__name"]

    def desk_url(self, payment):
        return payment.run.get_absolute_url()

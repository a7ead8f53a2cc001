from django.contrib import admin
from django.utils.html import format_html

from core.admin import LookUpAdmin, ReferenceDataAdmin
from influencers import services
from influencers.models import Expertise, ExpressionOfInterest, Influencer, Nomination, Progress
from schools import permissions


@admin.register(Expertise)
class ExpertiseAdmin(ReferenceDataAdmin):
    list_display = ["name", "group", "position"]
    list_filter = ["group"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request, obj, form, change):
        """Profiles are found by the new name from now on."""
        super().save_model(request, obj, form, change)
        for influencer in obj.influencers.select_related("person"):
            services.write_search_text(influencer)


class ForTheProgramme(LookUpAdmin):
    """Finance has no need to know who was nominated, or why."""

    def is_open_to(self, person):
        return permissions.runs_the_programme(person)


class OnOurOwnPage(ForTheProgramme):
    """Looked up here; worked on at a page of our own."""

    @admin.display(description="page")
    def page(self, obj):
        return format_html('<a href="{}">Open</a>', obj.get_desk_url())


@admin.register(Nomination)
class NominationAdmin(OnOurOwnPage):
    list_display = ["reference", "nominee_name", "school", "status", "submitted_at", "page"]
    list_filter = ["status"]
    list_select_related = ["school"]
    search_fields = ["reference", "nominee_name", "head_name", "school__search_text"]


@admin.register(ExpressionOfInterest)
class ExpressionOfInterestAdmin(OnOurOwnPage):
    list_display = ["reference", "person", "school", "status", "invited_at", "page"]
    list_filter = ["status"]
    list_select_related = ["person", "school"]
    search_fields = ["reference", "person__name"]


@admin.register(Influencer)
class InfluencerAdmin(ForTheProgramme):
    list_display = ["person", "status", "accepted_at", "consented_at"]
    list_filter = ["status", "expertise"]
    list_select_related = ["person"]
    search_fields = ["search_text"]


@admin.register(Progress)
class ProgressAdmin(ForTheProgramme):
    list_display = ["influencer", "opportunity", "status", "achieved_at"]
    list_filter = ["status", "opportunity"]
    list_select_related = ["influencer__person", "opportunity"]
    search_fields = ["influencer__person__name"]

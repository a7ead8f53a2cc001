from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.html import format_html

from core.admin import LookUpAdmin, ReferenceDataAdmin
from schools import search
from schools.models import Network, Person, Post, School

# The groups are the staff roles: a migration makes them, and a person's page gives them.
admin.site.unregister(Group)
# Each person looks after their own addresses, second step and sign-ins; nobody looks them up.
admin.site.unregister([EmailAddress, Authenticator, UserSession])


@admin.register(School)
class SchoolAdmin(LookUpAdmin):
    list_display = ["name", "urn", "town", "postcode", "phase", "status", "support_level", "is_target"]
    list_filter = ["status", "support_level", "is_target", "phase"]
    search_fields = ["search_text"]
    search_help_text = "Name, postcode or URN"
    list_per_page = 50
    show_full_result_count = False

    def get_search_results(self, request, queryset, search_term):
        condition = search.matching(search_term)
        return (queryset if condition is None else queryset.filter(condition)), False


@admin.register(Person)
class PersonAdmin(LookUpAdmin):
    list_display = ["name", "email", "staff_roles", "is_active", "known_since"]
    list_filter = ["groups", "is_active"]
    search_fields = ["name", "email"]
    search_help_text = "Name or e-mail"
    fields = ["name", "email", "staff_roles", "is_active", "known_since", "last_login"]
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="staff roles")
    def staff_roles(self, person):
        """Their roles, with the way to the page that gives them."""
        roles = ", ".join(sorted(person.roles)) or "None"
        return format_html('<a href="{}">{}</a>', reverse("people:staff_roles", args=[person.pk]), roles)


@admin.register(Post)
class PostAdmin(LookUpAdmin):
    list_display = ["person", "role", "school", "starts_on", "ends_on", "proven_by", "proven_at"]
    list_filter = ["role", ("proven_at", admin.EmptyFieldListFilter)]
    list_select_related = ["person", "school", "proven_by"]
    search_fields = ["person__name", "person__email", "school__search_text"]
    search_help_text = "Person or school"
    list_per_page = 50


@admin.register(Network)
class NetworkAdmin(ReferenceDataAdmin):
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]

"""What the stock admin is for: looking things up, and plain reference data. What has a flow has a page of its own."""

from django.contrib import admin

from core.models import Change


class LookUpAdmin(admin.ModelAdmin):
    """For staff roles to look at; nothing is added, changed or deleted here.

    It shows what `visible_to` lets them see, like any page (rule 10); `is_open_to` narrows it to fewer roles.
    """

    actions = None

    def is_open_to(self, person):
        return person.is_staff

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff and self.is_open_to(request.user)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReferenceDataAdmin(LookUpAdmin):
    """Plain data that SATC leads write and others look up. Nothing is deleted: other rows may speak of it."""

    def has_add_permission(self, request):
        return self.has_change_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_view_permission(request) and request.user.is_lead


@admin.register(Change)
class ChangeAdmin(LookUpAdmin):
    """Reasons may be private, so it is for those who run the programme."""

    list_display = ["at", "flow", "reference", "summary", "by"]
    list_filter = ["flow"]
    list_select_related = ["by"]
    search_fields = ["reference"]
    date_hierarchy = "at"

    def is_open_to(self, person):
        return person.is_lead or person.is_national_lead

import django_filters
from django import forms

from brokerage.models import SupportRequest, VisitReport
from brokerage.workflow import ReportStatus, RequestStatus
from schools.models import SupportLevel

EVERYTHING = "all"
SELECT = forms.Select(attrs={"class": "form-select"})


class QueueFilter(django_filters.FilterSet):
    """A queue: what waits, unless somebody asks for one status or for everything. What makes no sense is left out."""

    def filter_queryset(self, queryset):
        status = self.form.cleaned_data.get("status")
        if not status:
            return super().filter_queryset(self.waiting(queryset))
        if status != EVERYTHING:
            queryset = queryset.filter(status=status)
        return super().filter_queryset(queryset)

    def waiting(self, queryset):
        raise NotImplementedError(f"{type(self).__name__} must say what waits")


def status_filter(statuses, *, waiting):
    """A choice of status that `QueueFilter` reads; its own filtering does nothing."""
    return django_filters.ChoiceFilter(
        label="Show",
        choices=[*statuses, (EVERYTHING, "Everything")],
        empty_label=waiting,
        widget=SELECT,
        method=lambda queryset, name, value: queryset,
    )


class RequestFilter(QueueFilter):
    status = status_filter(RequestStatus.choices, waiting="What waits for a SATC lead")
    level = django_filters.ChoiceFilter(
        label="Support level",
        field_name="school__support_level",
        choices=SupportLevel.choices,
        empty_label="Any",
        widget=SELECT,
    )

    class Meta:
        model = SupportRequest
        fields = ("status", "level")

    def waiting(self, queryset):
        return queryset.awaiting_lead()


class ReportFilter(QueueFilter):
    status = status_filter(
        [choice for choice in ReportStatus.choices if choice[0] != ReportStatus.DRAFT], waiting="What waits to be read"
    )

    class Meta:
        model = VisitReport
        fields = ("status",)

    def waiting(self, queryset):
        return queryset.to_read()

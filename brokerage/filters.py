import django_filters
from django import forms

from brokerage.models import Deployment, SupportRequest, VisitReport
from brokerage.turns import Turn
from brokerage.workflow import ReportStatus, RequestStatus
from schools.models import Person, StaffRole, SupportLevel

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
    """The requests that are asked for, in order of need; a search looks among those that are over too."""

    q = django_filters.CharFilter(
        label="School, reference or person",
        method="search",
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )
    turn = django_filters.ChoiceFilter(label="Waits for", choices=Turn.choices, empty_label="Anybody", widget=SELECT)
    late = django_filters.ChoiceFilter(
        label="Overdue",
        choices=[("yes", "Only what is overdue")],
        empty_label="Overdue or not",
        widget=SELECT,
        method=lambda queryset, name, value: queryset.exclude(overdue=""),
    )
    status = status_filter(RequestStatus.choices, waiting="What is not over")
    level = django_filters.ChoiceFilter(
        label="Support level",
        field_name="school__support_level",
        choices=SupportLevel.choices,
        empty_label="Any",
        widget=SELECT,
    )

    national_lead = django_filters.ModelChoiceFilter(
        label="National lead",
        queryset=lambda request: Person.objects.in_role(StaffRole.NATIONAL_LEAD),
        method=lambda queryset, name, value: queryset.filter(pk__in=_led_by(value)),
        empty_label="Any",
        widget=SELECT,
    )
    target = django_filters.ChoiceFilter(
        label="Target schools",
        field_name="school__is_target",
        choices=[("True", "Only target schools")],
        empty_label="Target school or not",
        widget=SELECT,
    )

    class Meta:
        model = SupportRequest
        fields = ("q", "turn", "late", "status", "level", "national_lead", "target")

    def search(self, queryset, name, value):
        return queryset.searched(value)

    def waiting(self, queryset):
        return queryset if self.form.cleaned_data.get("q") else queryset.exclude(turn="")


def _led_by(national_lead):
    return Deployment.objects.filter(national_lead=national_lead).exclude(status="turned_down").values("request")


class ReportFilter(QueueFilter):
    status = status_filter(
        [choice for choice in ReportStatus.choices if choice[0] != ReportStatus.DRAFT], waiting="What waits to be read"
    )

    class Meta:
        model = VisitReport
        fields = ("status",)

    def waiting(self, queryset):
        return queryset.to_read()

"""How the desk's lists of schools and people are narrowed. What makes no sense in an address is left out."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q

from schools.models import Network, Person, Post, Role, School, SupportLevel
from schools.search import MOST_WORDS, fold

SELECT = forms.Select(attrs={"class": "form-select"})
BOX = forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", "type": "search"})
LONGEST = 200


def words_filter(label, method):
    return django_filters.CharFilter(label=label, method=method, widget=BOX, max_length=LONGEST)


def choice_filter(label, choices, method, *, empty):
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=empty, method=method, widget=SELECT)


class SchoolFilter(django_filters.FilterSet):
    """By words of name, URN, postcode, town, trust, network or authority; by level, mark and network."""

    q = words_filter("Name, postcode, URN, trust, network or authority", "with_words")
    level = django_filters.ChoiceFilter(
        label="Support level",
        field_name="support_level",
        choices=SupportLevel.choices,
        empty_label="Any",
        widget=SELECT,
    )
    network = django_filters.ModelChoiceFilter(
        label="Network", field_name="networks", queryset=Network.objects.all(), empty_label="Any", widget=SELECT
    )
    show = choice_filter(
        "Show",
        [("target", "Target schools"), ("known", "Schools where we know somebody"), ("closed", "Closed schools")],
        "of_kind",
        empty="Open schools",
    )

    class Meta:
        model = School
        fields = ("q", "level", "network", "show")

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("show"):
            queryset = queryset.open()
        return super().filter_queryset(queryset)

    def with_words(self, queryset, name, value):
        """Each word typed is in what the school is found by, or in the name of its trust, authority or a network."""
        for typed in value.split()[:MOST_WORDS]:
            word = Q(trust_name__icontains=typed) | Q(la_name__icontains=typed)
            in_network = Network.objects.filter(schools=OuterRef("pk"), name__icontains=typed)
            folded = fold(typed).split()
            in_text = Q(*(Q(search_text__contains=f" {part}") for part in folded)) if folded else Q(pk__in=[])
            queryset = queryset.filter(in_text | word | Exists(in_network))
        return queryset

    def of_kind(self, queryset, name, value):
        if value == "closed":
            return queryset.filter(status="closed")
        if value == "known":
            return queryset.filter(Exists(Post.objects.now_or_to_come().filter(school=OuterRef("pk"))))
        return queryset.filter(is_target=True)


class PersonFilter(django_filters.FilterSet):
    """By words of name or address, and by what they are."""

    q = words_filter("Name or e-mail address", "with_words")
    role = choice_filter("Role at school today", Role.choices, "in_role", empty="Any")

    class Meta:
        model = Person
        fields = ("q", "role")

    def with_words(self, queryset, name, value):
        for typed in value.split()[:MOST_WORDS]:
            queryset = queryset.filter(Q(name__icontains=typed) | Q(email__icontains=typed))
        return queryset

    def in_role(self, queryset, name, value):
        held = Post.objects.now_or_to_come().filter(person=OuterRef("pk"), role=value)
        return queryset.filter(Exists(held))

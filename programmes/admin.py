from django import forms
from django.contrib import admin
from django.db import models
from django.utils.html import format_html

from core.admin import LookUpAdmin, ReferenceDataAdmin
from core.words import pounds
from programmes.models import DayRate, Event, EventSeries, Opportunity, Place
from schools.permissions import runs_the_programme

# The admin's own calendar needs a script that the content security policy refuses; the browser has one.
DATES = {models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}}


@admin.register(Opportunity)
class OpportunityAdmin(ReferenceDataAdmin):
    list_display = ["name", "tag", "summary", "position"]
    list_filter = ["tag"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(EventSeries)
class EventSeriesAdmin(ReferenceDataAdmin):
    list_display = ["name", "between"]
    search_fields = ["name"]


@admin.register(Event)
class EventAdmin(LookUpAdmin):
    """Events are added and changed on our own pages, which tell whoever holds a place."""

    list_display = ["title", "kind", "on", "part", "where", "is_release_funded", "who_is_booked"]
    list_filter = ["kind", "is_release_funded", "series"]
    list_select_related = ["venue_school", "series"]
    date_hierarchy = "on"
    search_fields = ["title", "venue"]

    @admin.display(description="who is booked")
    def who_is_booked(self, event):
        """The way to our own page of the event."""
        return format_html('<a href="{}">Places</a>', event.get_desk_url())


@admin.register(DayRate)
class DayRateAdmin(ReferenceDataAdmin):
    list_display = ["from_on", "a_day"]
    formfield_overrides = DATES

    @admin.display(description="a day")
    def a_day(self, rate):
        return pounds(rate.pence_per_day)


@admin.register(Place)
class PlaceAdmin(LookUpAdmin):
    list_display = ["person", "event", "status", "asked_at"]
    list_filter = ["status"]
    list_select_related = ["person", "event"]
    search_fields = ["person__name", "event__title"]

    def is_open_to(self, person):
        """Whoever runs the programme, like the page of the event."""
        return runs_the_programme(person)

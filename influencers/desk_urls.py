"""The pages of our own under /admin/: nominations, expressions of interest, and who came to an event."""

from django.urls import path

from influencers.views import bring_in, desk, desk_profiles, letters, progress
from programmes.views import desk as events

app_name = "influencers_desk"

urlpatterns = [
    path("nominations/", desk.nominations, name="nominations"),
    path("nominations/new/", desk.EnterNomination.as_view(), name="enter_nomination"),
    path("nominations/<str:reference>/", desk.nomination, name="nomination"),
    path("nominations/<str:reference>/arrange/", desk.arrange, name="arrange"),
    path("nominations/<str:reference>/record/", desk.record, name="record"),
    path("nominations/<str:reference>/decide/", desk.decide, name="decide"),
    path("nominations/<str:reference>/withdraw/", desk.withdraw, name="withdraw"),
    path("nominations/<str:reference>/head/", desk.prove_head, name="prove_head"),
    path("interest/<str:reference>/", desk.interest, name="interest"),
    path("interest/<str:reference>/letter/", letters.preview, name="preview_letter"),
    path("interest/<str:reference>/accept/", desk.accept_interest, name="accept_interest"),
    path("interest/<str:reference>/return/", desk.return_interest, name="return_interest"),
    path("opportunities/", progress.desk, name="opportunities"),
    path("opportunities/achieved/", progress.achieved, name="achieved"),
    path("bring-in/", bring_in.bring_in, name="bring_in"),
    path("bring-in/template/", bring_in.template, name="bring_in_template"),
    path("brought-in/", bring_in.brought_in, name="brought_in"),
    path("brought-in/<int:pk>/ask-again/", bring_in.ask_again, name="ask_again"),
    path("profiles/", desk_profiles.profiles, name="profiles"),
    path("profiles/<slug:slug>/", desk_profiles.profile, name="profile"),
    path("profiles/<slug:slug>/bring-back/", desk_profiles.bring_back, name="bring_back"),
    path("profiles/<slug:slug>/letter/", letters.preview_new, name="preview_new_letter"),
    path("profiles/<slug:slug>/letter/send/", letters.send, name="send_letter"),
    path("events/", events.events, name="events"),
    path("events/new/", events.new_event, name="new_event"),
    path("events/<str:reference>/", events.event, name="event"),
    path("events/<str:reference>/change/", events.change_event, name="change_event"),
    path("events/<str:reference>/call-off/", events.call_off, name="call_off_event"),
    path("events/<str:reference>/sheet/", events.sheet, name="event_sheet"),
    path("events/<str:reference>/places/", events.give_place, name="give_place"),
    path("events/places/<int:pk>/attended/", events.attended, name="place_attended"),
    path("events/places/<int:pk>/absent/", events.absent, name="place_absent"),
    path("events/places/<int:pk>/undo/", events.take_back, name="place_take_back"),
    path("events/places/<int:pk>/cancel/", events.cancel, name="place_cancel"),
]

from django.urls import path

from influencers.views import directory, interest, public

app_name = "influencers"

urlpatterns = [
    path("nominate/", public.Nominate.as_view(), name="nominate"),
    path("nominate/sent/<str:reference>/", public.nomination_sent, name="nomination_sent"),
    path("eoi/<str:reference>/", interest.interest, name="interest"),
    path("eoi/<str:reference>/withdraw/", interest.withdraw, name="interest_withdraw"),
    path("influencers/", directory.directory, name="directory"),
    path("influencers/<slug:slug>/", directory.profile, name="profile"),
]

from django.urls import path

from influencers.views import directory, interest, own_profile, photographs, progress, public

app_name = "influencers"

urlpatterns = [
    path("nominate/", public.Nominate.as_view(), name="nominate"),
    path("nominate/sent/<str:reference>/", public.nomination_sent, name="nomination_sent"),
    path("eoi/<str:reference>/", interest.interest, name="interest"),
    path("eoi/<str:reference>/draft/", interest.draft, name="interest_draft"),
    path("eoi/<str:reference>/preview/", interest.preview, name="interest_preview"),
    path("eoi/<str:reference>/withdraw/", interest.withdraw, name="interest_withdraw"),
    path("my/progress/", progress.progress, name="progress"),
    path("my/progress/<slug:slug>/", progress.say, name="say_progress"),
    path("influencers/", directory.directory, name="directory"),
    path("influencers/<slug:slug>/", directory.profile, name="profile"),
    path("photographs/<str:token>/large.jpg", photographs.photograph, {"size": "large"}, name="photograph"),
    path("photographs/<str:token>/small.jpg", photographs.photograph, {"size": "small"}, name="small_photograph"),
    path("my/photograph/", photographs.own_photograph, name="own_photograph"),
    path("my/photograph/remove/", photographs.remove, name="remove_photograph"),
    path("my/profile/", own_profile.own_profile, name="own_profile"),
    path("my/profile/change/", own_profile.change, name="change_profile"),
    path("my/profile/publish/", own_profile.publish, name="publish_profile"),
    path("my/profile/stay-unlisted/", own_profile.stay_unlisted, name="stay_unlisted"),
    path("my/profile/pause/", own_profile.pause, name="pause_profile"),
    path("my/profile/come-back/", own_profile.come_back, name="come_back"),
    path("my/profile/withdraw/", own_profile.withdraw_consent, name="withdraw_consent"),
    path("my/profile/step-down/", own_profile.step_down, name="step_down"),
]

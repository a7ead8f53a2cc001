from django.urls import path

from brokerage.views import afterwards, changing, deployments, public, quotes, releases, visits

app_name = "brokerage"

urlpatterns = [
    path("support/", public.SupportView.as_view(), name="support"),
    path("support/sent/<str:reference>/", public.support_sent, name="support_sent"),
    path("support/<str:reference>/confirm/", public.confirm, name="confirm"),
    path("support/<str:reference>/withdraw/", public.withdraw, name="withdraw"),
    path("quotes/<str:reference>/", quotes.quote, name="quote"),
    path("quotes/<str:reference>/accept/", quotes.accept, name="accept_quote"),
    path("quotes/<str:reference>/decline/", quotes.decline, name="decline_quote"),
    path("deployments/<str:reference>/", deployments.deployment, name="deployment"),
    path("deployments/<str:reference>/accept/", deployments.accept, name="accept"),
    path("deployments/<str:reference>/turn-down/", deployments.turn_down, name="turn_down"),
    path("deployments/<str:reference>/release/", releases.release, name="release"),
    path("deployments/<str:reference>/release/telephone/", releases.write_down, name="write_down_release"),
    path("deployments/<str:reference>/plan/", deployments.plan, name="plan"),
    path("deployments/<str:reference>/plan/share/", deployments.share_plan, name="share_plan"),
    path("deployments/<str:reference>/plan/take-back/", deployments.revise_plan, name="revise_plan"),
    path("deployments/<str:reference>/plan/answer/", deployments.answer_plan, name="answer_plan"),
    path("deployments/<str:reference>/confidence/", deployments.confidence, name="confidence"),
    path("deployments/<str:reference>/visits/new/", deployments.plan_visit, name="plan_visit"),
    path("deployments/<str:reference>/complete/", deployments.complete, name="complete"),
    path("deployments/<str:reference>/end/", deployments.end_early, name="end_early"),
    path("deployments/<str:reference>/hand-over/", changing.hand_over, name="hand_over"),
    path("deployments/<str:reference>/days/", changing.change_days, name="change_days"),
    path("deployments/<str:reference>/feedback/", afterwards.feedback, name="feedback"),
    path("deployments/<str:reference>/story/", afterwards.story, name="story"),
    path("deployments/<str:reference>/story/share/", afterwards.share, name="share_story"),
    path("deployments/<str:reference>/story/stop/", afterwards.stop_sharing, name="unshare_story"),
    path("stories/<str:token>/", afterwards.shared_story, name="shared_story"),
    path("visits/<str:reference>/report/", visits.report, name="report"),
    path("visits/<str:reference>/report/draft/", visits.draft, name="report_draft"),
    path("visits/<str:reference>/move/", visits.move, name="move_visit"),
    path("visits/<str:reference>/cancel/", visits.cancel, name="cancel_visit"),
]

from django.urls import path

from brokerage.views import deployments, public, visits

app_name = "brokerage"

urlpatterns = [
    path("support/", public.SupportView.as_view(), name="support"),
    path("support/sent/<str:reference>/", public.support_sent, name="support_sent"),
    path("support/<str:reference>/withdraw/", public.withdraw, name="withdraw"),
    path("deployments/<str:reference>/", deployments.deployment, name="deployment"),
    path("deployments/<str:reference>/accept/", deployments.accept, name="accept"),
    path("deployments/<str:reference>/turn-down/", deployments.turn_down, name="turn_down"),
    path("deployments/<str:reference>/plan/", deployments.plan, name="plan"),
    path("deployments/<str:reference>/plan/share/", deployments.share_plan, name="share_plan"),
    path("deployments/<str:reference>/plan/take-back/", deployments.revise_plan, name="revise_plan"),
    path("deployments/<str:reference>/plan/answer/", deployments.answer_plan, name="answer_plan"),
    path("deployments/<str:reference>/visits/new/", deployments.plan_visit, name="plan_visit"),
    path("deployments/<str:reference>/complete/", deployments.complete, name="complete"),
    path("deployments/<str:reference>/end/", deployments.end_early, name="end_early"),
    path("visits/<str:reference>/report/", visits.report, name="report"),
    path("visits/<str:reference>/cancel/", visits.cancel, name="cancel_visit"),
]

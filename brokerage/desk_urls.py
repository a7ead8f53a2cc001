from django.urls import path

from brokerage.views import desk, reports

app_name = "brokerage_desk"

urlpatterns = [
    path("support/", desk.support_requests, name="requests"),
    path("support/new/", desk.new_request, name="new_request"),
    path("support/<str:reference>/", desk.support_request, name="request"),
    path("support/<str:reference>/prove-head/", desk.prove_head, name="prove_head"),
    path("support/<str:reference>/<slug:act>/", desk.act_on_request, name="act"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<str:reference>/", reports.report, name="report"),
    path("reports/<str:reference>/accept/", reports.accept, name="accept_report"),
    path("reports/<str:reference>/return/", reports.send_back, name="return_report"),
    path("visits/new/", reports.new_visit, name="new_visit"),
]

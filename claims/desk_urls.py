"""The pages of our own under /admin/ for days, claims and payment runs."""

from django.urls import path, re_path

from claims.views import desk_claims, desk_days, desk_runs

app_name = "claims_desk"

# By what a reference looks like, since the stock admin has pages of its own under /admin/claims/.
CLAIM = r"^claims/(?P<reference>CLM-[0-9A-Z]+)/"

urlpatterns = [
    path("claims/", desk_claims.claims, name="claims"),
    re_path(CLAIM + "$", desk_claims.claim, name="claim"),
    path("days/", desk_days.days, name="days"),
    path("days/<int:pk>/", desk_days.day, name="day"),
    path("days/<int:pk>/turn-down/", desk_days.turn_down, name="turn_down"),
    path("runs/", desk_runs.runs, name="runs"),
    path("runs/open/", desk_runs.open_run, name="open_run"),
    path("runs/<str:reference>.csv", desk_runs.payment_file, name="payment_file"),
    path("runs/<str:reference>/", desk_runs.run, name="run"),
    path("runs/<str:reference>/authorise/", desk_runs.authorise, name="authorise"),
    path("runs/<str:reference>/send/", desk_runs.send, name="send"),
    path("runs/<str:reference>/paid/", desk_runs.all_paid, name="all_paid"),
    path("runs/<str:reference>/cancel/", desk_runs.cancel, name="cancel"),
    path("runs/<str:reference>/take-out/<str:claim_reference>/", desk_runs.take_out, name="take_out"),
    path("payments/<str:reference>/paid/", desk_runs.paid, name="paid"),
    path("payments/<str:reference>/failed/", desk_runs.failed, name="failed"),
    path("payments/<str:reference>/summary/", desk_runs.send_summary, name="send_summary"),
]

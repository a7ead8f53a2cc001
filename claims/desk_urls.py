"""The pages of our own under /admin/ for days, claims and payment runs."""

from django.urls import path, re_path

from claims.views import (
    desk_books,
    desk_claims,
    desk_corrections,
    desk_days,
    desk_files,
    desk_payments,
    desk_policy,
    desk_ready,
    desk_runs,
)

app_name = "claims_desk"

# By what a reference looks like, since the stock admin has pages of its own under /admin/claims/.
CLAIM = r"^claims/(?P<reference>CLM-[0-9A-Z]+)/"

urlpatterns = [
    path("claims/", desk_claims.claims, name="claims"),
    path("claims/approve/", desk_claims.approve_many, name="approve_many"),
    path("claims/policy/", desk_policy.policy, name="policy"),
    re_path(CLAIM + "$", desk_claims.claim, name="claim"),
    re_path(CLAIM + "second-look/$", desk_claims.second_look, name="second_look"),
    path("books/", desk_books.books, name="books"),
    path("books.csv", desk_books.books_file, name="books_file"),
    path("books/rows/", desk_books.rows, name="books_rows"),
    path("books/rows.csv", desk_books.rows_file, name="books_rows_file"),
    path("books/budgets/", desk_books.budgets, name="budgets"),
    path("books/check/", desk_books.check, name="books_check"),
    path("days/", desk_days.days, name="days"),
    path("days/ready/", desk_ready.ready, name="ready"),
    path("days/ready/<int:pk>/", desk_ready.claim_for, name="claim_for"),
    path("days/<int:pk>/", desk_days.day, name="day"),
    path("days/<int:pk>/turn-down/", desk_days.turn_down, name="turn_down"),
    path("corrections/", desk_corrections.corrections, name="corrections"),
    path("corrections/of-a-school/", desk_corrections.correct_school, name="correct_school"),
    path("corrections/of-a-line/<int:pk>/", desk_corrections.correct_line, name="correct_line"),
    path("corrections/<str:reference>/", desk_corrections.correction, name="correction"),
    path("runs/", desk_runs.runs, name="runs"),
    path("runs/open/", desk_runs.open_run, name="open_run"),
    path("runs/<str:reference>/", desk_runs.run, name="run"),
    path("runs/<str:reference>/files/<str:file>/", desk_files.download, name="download"),
    path("runs/<str:reference>/confirm/", desk_files.confirm, name="confirm"),
    path("runs/<str:reference>/confirm/template/", desk_files.template, name="confirm_template"),
    path("runs/<str:reference>/payees/", desk_payments.payees, name="payees"),
    path("runs/<str:reference>/authorise/", desk_runs.authorise, name="authorise"),
    path("runs/<str:reference>/send/", desk_runs.send, name="send"),
    path("runs/<str:reference>/paid/", desk_payments.all_paid, name="all_paid"),
    path("runs/<str:reference>/cancel/", desk_runs.cancel, name="cancel"),
    path("runs/<str:reference>/take-out/<str:claim_reference>/", desk_runs.take_out, name="take_out"),
    path("runs/<str:reference>/leave-out/<str:taken>/", desk_runs.take_correction_out, name="take_correction_out"),
    path("payments/<str:reference>/paid/", desk_payments.paid, name="paid"),
    path("payments/<str:reference>/failed/", desk_payments.failed, name="failed"),
    path("payments/<str:reference>/purchase-order/", desk_payments.purchase_order, name="purchase_order"),
    path("payments/<str:reference>/summary/", desk_payments.send_summary, name="send_summary"),
]

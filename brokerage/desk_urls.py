from django.urls import path

from brokerage.views import desk, invoices, pools, queue, quotes, reports

app_name = "brokerage_desk"

urlpatterns = [
    path("support/", queue.support_requests, name="requests"),
    path("support/new/", desk.new_request, name="new_request"),
    path("support/<str:reference>/", desk.support_request, name="request"),
    path("support/<str:reference>/prove-head/", desk.prove_head, name="prove_head"),
    path("support/<str:reference>/log/", desk.log_contact, name="log_contact"),
    path("support/<str:reference>/quote/", quotes.new_quote, name="new_quote"),
    path("support/<str:reference>/<slug:act>/", desk.act_on_request, name="act"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("pools/", pools.pools, name="pools"),
    path("pools/new/", pools.new_pool, name="new_pool"),
    path("pools/<int:pk>/", pools.pool, name="pool"),
    path("pools/<int:pk>/change/", pools.change_pool, name="change_pool"),
    path("target-schools/", pools.target_schools, name="target_schools"),
    path("target-schools/<int:urn>/take-out/", pools.unmark_target, name="unmark_target"),
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/file/", invoices.invoices_sheet, name="invoices_sheet"),
    path("invoices/<str:reference>/", invoices.invoice, name="invoice"),
    path("invoices/<str:reference>/<slug:act>/", invoices.act_on_invoice, name="act_on_invoice"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<str:reference>/", reports.report, name="report"),
    path("reports/<str:reference>/accept/", reports.accept, name="accept_report"),
    path("reports/<str:reference>/return/", reports.send_back, name="return_report"),
    path("reports/<str:reference>/close/", reports.close, name="close_report"),
    path("reports/<str:reference>/withdraw/", reports.withdraw_acceptance, name="withdraw_acceptance"),
    path("visits/new/", reports.new_visit, name="new_visit"),
]

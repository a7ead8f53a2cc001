from django.urls import path

from correspondence.views import desk

app_name = "correspondence_desk"

urlpatterns = [
    path("outbox/", desk.outbox, name="outbox"),
    path("outbox/<str:kind>/<str:reference>/retry/", desk.retry, name="retry"),
]

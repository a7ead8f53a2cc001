from django.urls import path

from programmes.views import public

app_name = "programmes"

urlpatterns = [
    path("opportunities/", public.opportunities, name="opportunities"),
    path("events/", public.events, name="events"),
]

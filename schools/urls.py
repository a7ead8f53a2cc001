from django.urls import path

from schools.views import public

app_name = "schools"

urlpatterns = [
    path("search", public.search, name="search"),
]

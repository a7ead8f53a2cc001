from django.urls import path

from schools import views

app_name = "schools"

urlpatterns = [
    path("search", views.search, name="search"),
]

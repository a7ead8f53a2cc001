from django.urls import path

from correspondence import views

app_name = "correspondence"

urlpatterns = [
    path("documents/<str:reference>.pdf", views.document, name="document"),
    path("links/<str:token>/", views.link, name="link"),
    path("links/<str:token>/renew/", views.renew_link, name="renew_link"),
]

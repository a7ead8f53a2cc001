"""The pages of our own under /admin/people/."""

from django.urls import path

from schools import views

app_name = "people"

urlpatterns = [
    path("<int:pk>/", views.staff_roles, name="staff_roles"),
]

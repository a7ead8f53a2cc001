"""Pages of our own among allauth's, under /accounts/."""

from django.urls import path

from schools import security

urlpatterns = [
    path("security/", security.overview, name="security"),
    # In place of allauth's page, which asks the database once more for each sign-in and ends all the others at once.
    path("sessions/", security.sign_ins, name="usersessions_list"),
]

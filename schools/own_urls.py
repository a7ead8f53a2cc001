"""Where somebody works, for themselves to say: under /my/posts/."""

from django.urls import path

from schools.views import own

app_name = "work"

urlpatterns = [
    path("", own.work, name="work"),
    path("add/", own.add, name="add"),
    path("<int:pk>/left/", own.left, name="left"),
    path("<int:pk>/not-mine/", own.not_mine, name="not_mine"),
]

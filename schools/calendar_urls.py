"""The school calendar, under /admin/calendar/."""

from django.urls import path

from schools import calendar_views as views

app_name = "calendar"

urlpatterns = [
    path("", views.periods, name="periods"),
    path("add/", views.add, name="add"),
    path("import/", views.import_file, name="import"),
    path("template.csv", views.template, name="template"),
    path("<int:pk>/", views.change, name="change"),
    path("<int:pk>/remove/", views.remove, name="remove"),
]

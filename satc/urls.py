from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from satc import devcodes, devmail, health, people, timelines, views
from satc.merging import views as merging
from satc.monitoring import views as monitoring
from satc.personal import views as personal

admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", views.home, name="home"),
    path("my/", views.my, name="my"),
    path("my/posts/", include("schools.own_urls")),
    path("my/data/", personal.my_data, name="my_data"),
    path("my/data.json", personal.my_data_file, name="my_data_file"),
    path("my/data/forgetting/", personal.my_forgetting, name="my_forgetting"),
    path("privacy/", personal.privacy, name="privacy"),
    path("track/<str:reference>/", views.track, name="track"),
    path("", include("influencers.urls")),
    path("", include("programmes.urls")),
    path("", include("brokerage.urls")),
    path("", include("claims.urls")),
    path("", include("correspondence.urls")),
    path("schools/", include("schools.urls")),
    path("accounts/", include("schools.account_urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", views.desk, name="desk"),
    path("admin/", include("influencers.desk_urls")),
    path("admin/", include("brokerage.desk_urls")),
    path("admin/", include("claims.desk_urls")),
    path("admin/", include("correspondence.desk_urls")),
    path("admin/calendar/", include("schools.calendar_urls")),
    path("admin/people/<int:pk>/forget/", personal.forget_person, name="forget_person"),
    path("admin/people/<int:pk>/join/", merging.choose, name="merge_choose"),
    path("admin/people/<int:pk>/join/<int:other>/", merging.compare, name="merge_compare"),
    path("admin/people/<int:pk>/", people.person, name="person"),
    path("admin/monitoring/", monitoring.index, name="monitoring"),
    path("admin/monitoring/<slug:slug>.csv", monitoring.file, name="monitoring_file"),
    path("admin/monitoring/<slug:slug>/", monitoring.section, name="monitoring_section"),
    path("admin/school/<int:urn>/timeline/", timelines.timeline, name="school_timeline"),
    path("admin/school/<int:urn>/", people.school, name="school"),
    path("admin/", include("schools.desk_urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
if settings.DEBUG:
    urlpatterns += [
        path("dev/mail/", devmail.mail, name="dev_mail"),
        path("dev/codes/", devcodes.codes, name="dev_codes"),
    ]

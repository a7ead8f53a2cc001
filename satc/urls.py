from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from satc import devmail, health, views
from importlib.util import find_spec


def there(module):
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", views.home, name="home"),
    path("my/", views.my, name="my"),
    path("track/<str:reference>/", views.track, name="track"),
    *([path("", include("influencers.urls"))] if there("influencers.urls") else []),
    *([path("", include("programmes.urls"))] if there("programmes.urls") else []),
    *([path("", include("brokerage.urls"))] if there("brokerage.urls") else []),
    *([path("", include("claims.urls"))] if there("claims.urls") else []),
    path("", include("correspondence.urls")),
    path("schools/", include("schools.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", views.desk, name="desk"),
    *([path("admin/", include("influencers.desk_urls"))] if there("influencers.desk_urls") else []),
    *([path("admin/", include("brokerage.desk_urls"))] if there("brokerage.desk_urls") else []),
    *([path("admin/", include("claims.desk_urls"))] if there("claims.desk_urls") else []),
    path("admin/", include("correspondence.desk_urls")),
    path("admin/people/", include("schools.desk_urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
if settings.DEBUG:
    urlpatterns.append(path("dev/mail/", devmail.mail, name="dev_mail"))

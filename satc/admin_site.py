"""The stock admin as part of the desk: what somebody may not see there is a 404, like anywhere else (rule 10)."""

from functools import update_wrapper

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import Http404
from django.shortcuts import redirect


class Desk(AdminSite):
    """Stock pages for those who may see them; for others who are signed in, there are none."""

    def admin_view(self, view, cacheable=False):
        page = super().admin_view(view, cacheable)

        def seen(request, *args, **kwargs):
            if request.user.is_authenticated and not self._is_seen_by(request, view):
                raise Http404
            return page(request, *args, **kwargs)

        return update_wrapper(seen, page)

    def _is_seen_by(self, request, view):
        """A page of a model is for those who may look that model up; the others are for all staff."""
        model_admin = getattr(view, "__self__", None)
        sees_model = not isinstance(model_admin, ModelAdmin) or model_admin.has_view_permission(request)
        return self.has_permission(request) and sees_model

    def password_change(self, request, extra_context=None):
        """A password is changed on the page that everybody uses: it asks for the second step and tells the person."""
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        return redirect("security")

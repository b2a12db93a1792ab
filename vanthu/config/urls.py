"""Every address of the installation."""

from django.urls import URLPattern, URLResolver, include, path

from vanthu.faces.api.main import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("", include("vanthu.faces.web.urls.system")),
    path("", include("vanthu.faces.web.urls.account")),
    path("", include("vanthu.faces.web.urls.office")),
    path("", include("vanthu.faces.web.urls.finding")),
    path("", include("vanthu.faces.web.urls.registers")),
    path("", include("vanthu.faces.web.urls.reports")),
    path("", include("vanthu.faces.web.urls.figures")),
    path("", include("vanthu.faces.web.urls.evidence")),
    path("", include("vanthu.faces.web.urls.oversight")),
    path("", include("vanthu.faces.web.urls.targets")),
    path("", include("vanthu.faces.web.urls.membership")),
    path("", include("vanthu.faces.web.urls.signing")),
    path("", include("vanthu.faces.web.urls.staffing")),
    path("", include("vanthu.faces.web.urls.planning")),
    path("", include("vanthu.faces.web.urls.training")),
    path("", include("vanthu.faces.web.urls.own")),
    path("", include("vanthu.faces.web.urls.cadres")),
    path("", include("vanthu.faces.web.urls.config")),
]

handler400 = "vanthu.faces.web.errors.bad_request"
handler403 = "vanthu.faces.web.errors.not_allowed"
handler404 = "vanthu.faces.web.errors.not_found"
handler500 = "vanthu.faces.web.errors.broken"

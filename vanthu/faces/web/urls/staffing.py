"""The path of quota cuts, and one's own severance."""

from django.urls import path

from vanthu.faces.web.views.cadres import staffing

_PATH = "cadres/staffing/path"

urlpatterns = [
    path(_PATH, staffing.cuts, name="staffing_path"),
    path(f"{_PATH}/<slug:table>/export.<slug:form>", staffing.export, name="staffing_export"),
    path(
        "cadres/staffing/severances/<int:number>/sheet.<slug:form>",
        staffing.sheet,
        name="staffing_sheet",
    ),
    path("account/staffing", staffing.mine, name="staffing_mine"),
]

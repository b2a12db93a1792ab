"""The path of quota cuts, summary and movement of a period, and one's own severance."""

from django.urls import path

from vanthu.faces.web.views.cadres import staffing, staffing_periods

_PATH = "cadres/staffing/path"

urlpatterns = [
    path(_PATH, staffing.cuts, name="staffing_path"),
    path(f"{_PATH}/<slug:table>/export.<slug:form>", staffing.export, name="staffing_export"),
    path("cadres/staffing/summary", staffing_periods.summary, name="staffing_summary"),
    path("cadres/staffing/balance", staffing_periods.balance, name="staffing_balance"),
    path(
        "cadres/staffing/periods/<slug:table>/export.<slug:form>",
        staffing_periods.export,
        name="staffing_period_export",
    ),
    path(
        "cadres/staffing/severances/<int:number>/sheet.<slug:form>",
        staffing.sheet,
        name="staffing_sheet",
    ),
    path("account/staffing", staffing.mine, name="staffing_mine"),
]

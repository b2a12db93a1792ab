"""Dashboard and reports."""

from django.urls import path

from vanthu.faces.web.views import dashboard, reports

urlpatterns = [
    path("dashboard", dashboard.dashboard, name="dashboard"),
    path("reports", reports.reports, name="reports"),
    path("reports/timeliness.<str:form>", reports.timeliness, name="timeliness_export"),
    path("reports/late-issues", reports.late_issues, name="late_issues"),
    path("reports/late-issues.<str:form>", reports.late_issues_export, name="late_issues_export"),
]

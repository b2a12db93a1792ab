"""For machines: health and metrics."""

from django.urls import path

from vanthu.faces.web import system

urlpatterns = [
    path("healthz", system.healthz, name="healthz"),
    path("metrics", system.metrics_page, name="metrics"),
]

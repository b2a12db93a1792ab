"""For machines: health and metrics."""

from django.urls import path

from vanthu.faces.web import system
from vanthu.faces.web.views import demo_keys

urlpatterns = [
    path("healthz", system.healthz, name="healthz"),
    path("demo-pki/key", demo_keys.key, name="demo_key"),
    path("demo-pki/<path:path>", demo_keys.service, name="demo_pki"),
    path("metrics", system.metrics_page, name="metrics"),
]

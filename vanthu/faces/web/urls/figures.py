"""Figures."""

from django.urls import path

from vanthu.faces.web.views import figures

urlpatterns = [path("figures/check", figures.check, name="figures_check")]

"""The overview of training and its tables to take out."""

from django.urls import path

from vanthu.faces.web.views.cadres import training

_OVERVIEW = "cadres/training/overview"

urlpatterns = [
    path(_OVERVIEW, training.overview, name="training_overview"),
    path(f"{_OVERVIEW}/<slug:table>/export.<slug:form>", training.export, name="training_export"),
]

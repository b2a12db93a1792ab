"""What planning and training keep about the person who asks."""

from django.urls import path

from vanthu.faces.web.views.cadres import own

urlpatterns = [
    path("account/planning", own.planning, name="planning_mine"),
    path("account/training", own.training, name="training_mine"),
]

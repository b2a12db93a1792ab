"""The board of a term of planning with its papers, and the sheet of a vote."""

from django.urls import path

from vanthu.faces.web.views.cadres import planning, planning_votes

_BOARD = "cadres/planning/overview"
_VOTES = "cadres/planning/votes/<int:number>"

urlpatterns = [
    path(_BOARD, planning.board, name="planning_board"),
    path(f"{_BOARD}/<slug:table>/export.<slug:form>", planning.export, name="planning_export"),
    path(_VOTES, planning_votes.votes, name="planning_votes"),
    path(f"{_VOTES}/export.<slug:form>", planning_votes.export, name="planning_votes_export"),
]

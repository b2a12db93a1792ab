"""The board of targets, the page of an indicator, and reports of periods."""

from django.urls import path

from vanthu.faces.web.views.cadres import targets, targets_indicator, targets_periods

_BOARD = "cadres/targets/board"
_GRID = "<int:resolution>/<int:agency>/<slug:scheme>/<slug:span>/<int:year>/<int:index>"

urlpatterns = [
    path(_BOARD, targets.board, name="targets_board"),
    path(f"{_BOARD}/export.<slug:form>", targets.export, name="targets_export"),
    path(f"{_BOARD}/late", targets_periods.late, name="targets_late"),
    path(
        f"{_BOARD}/indicators/<int:number>", targets_indicator.indicator, name="targets_indicator"
    ),
    path(
        f"{_BOARD}/indicators/<int:number>/explain",
        targets_indicator.explain,
        name="targets_explain",
    ),
    path(
        f"{_BOARD}/indicators/<int:number>/freeze",
        targets_indicator.freeze,
        name="targets_freeze",
    ),
    path(f"{_BOARD}/periods", targets_periods.periods, name="targets_periods"),
    path(f"{_BOARD}/periods/{_GRID}", targets_periods.grid, name="targets_grid"),
    path(f"{_BOARD}/steps/<int:number>/<slug:verb>", targets_periods.step, name="targets_step"),
]

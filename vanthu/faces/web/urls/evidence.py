"""The rulebook, and the figures with the lists that prove them."""

from django.urls import path

from vanthu.faces.web.views import figure_runs, rulebook, texts

urlpatterns = [
    path("rules", rulebook.rulebook, name="rulebook"),
    path("rules/own/<int:number>/end", rulebook.end, name="rulebook_end"),
    path("rules/<str:code>", rulebook.pack, name="rulebook_pack"),
    path("rules/<str:code>/export.<str:form>", rulebook.export, name="rulebook_export"),
    path("rules/<str:code>/<str:key>", rulebook.fix, name="rulebook_fix"),
    path("figures", figure_runs.catalogue, name="figures"),
    path("figures/runs/<int:number>", figure_runs.run, name="figure_run"),
    path(
        "figures/runs/<int:number>/list.<str:form>",
        figure_runs.run_export,
        name="figure_run_export",
    ),
    path("figures/of/<str:key>", figure_runs.figure, name="figure"),
    path("reports/midterm", texts.midterm, name="midterm"),
    path("reports/texts/<int:number>", texts.text, name="text"),
    path("reports/texts/<int:number>.<str:form>", texts.export, name="text_export"),
]

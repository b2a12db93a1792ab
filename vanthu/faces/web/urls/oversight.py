"""Journal and jobs."""

from django.urls import path

from vanthu.faces.web.views import jobs, journal

urlpatterns = [
    path("journal", journal.journal, name="journal"),
    path("journal/verify", journal.verify, name="journal_verify"),
    path("journal/verifying", journal.verifying, name="journal_verifying"),
    path("journal/export", journal.export, name="journal_export"),
    path("jobs", jobs.jobs, name="jobs"),
    path("jobs/<int:number>/retry", jobs.retry, name="job_retry"),
]

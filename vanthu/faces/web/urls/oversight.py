"""Journal and jobs."""

from django.urls import path

from vanthu.faces.web.views import emergency, jobs, journal, rights

urlpatterns = [
    path("journal", journal.journal, name="journal"),
    path("journal/verify", journal.verify, name="journal_verify"),
    path("journal/verifying", journal.verifying, name="journal_verifying"),
    path("journal/export", journal.export, name="journal_export"),
    path("emergency", emergency.emergency, name="emergency"),
    path("emergency/<int:number>", emergency.reading, name="emergency_reading"),
    path("emergency/<int:number>/files/<int:file>", emergency.file, name="emergency_file"),
    path("emergency/<int:number>/allow", emergency.allow, name="emergency_allow"),
    path("emergency/<int:number>/refuse", emergency.refuse, name="emergency_refuse"),
    path("emergency/<int:number>/end", emergency.end, name="emergency_end"),
    path("rights", rights.rights, name="rights"),
    path("rights/confirm", rights.confirm, name="rights_confirm"),
    path("jobs", jobs.jobs, name="jobs"),
    path("jobs/<int:number>/retry", jobs.retry, name="job_retry"),
]

"""The routers, each with the path it stands under."""

from vanthu.faces.api.routes import (
    acts,
    boxes,
    documents,
    dossiers,
    drafts,
    files,
    jobs,
    journal,
    me,
    notices,
    organisation,
    people,
    registers,
    reports,
    search,
)

ROUTERS = (
    ("/me", me.router),
    ("/boxes", boxes.router),
    ("/documents", documents.router),
    ("/documents", files.router),
    ("/documents", drafts.router),
    ("", acts.router),
    ("/files", files.uploads),
    ("/search", search.router),
    ("/registers", registers.router),
    ("/dossiers", dossiers.router),
    ("/organisation", organisation.router),
    ("/people", people.router),
    ("/notices", notices.router),
    ("/reports", reports.router),
    ("/journal", journal.router),
    ("/jobs", jobs.router),
)

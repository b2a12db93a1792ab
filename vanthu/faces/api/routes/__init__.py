"""The routers, each with the path it stands under."""

from vanthu.faces.api.routes import acts, boxes, documents, files, me

ROUTERS = (
    ("/me", me.router),
    ("/boxes", boxes.router),
    ("/documents", documents.router),
    ("/documents", files.router),
    ("", acts.router),
    ("/files", files.uploads),
)

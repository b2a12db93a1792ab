"""Boxes, documents, their files and what is done to them."""

from django.urls import path

from vanthu.faces.web.views import (
    acts,
    boxes,
    comparing,
    documents,
    drafting,
    esigning,
    help,
    layout,
    notices,
    registering,
    upload,
    writing,
    writing_beside,
    writing_checked,
)

_DOCUMENT = "documents/<int:number>"
_FILE = f"{_DOCUMENT}/files/<int:file>"
_VERSION = f"{_DOCUMENT}/versions/<int:version>"
_TEXT = f"{_DOCUMENT}/text"

urlpatterns = [
    path("", boxes.home, name="home"),
    path("boxes/<str:code>", boxes.box, name="box"),
    path("boxes/<str:code>/<int:number>", boxes.item, name="box_item"),
    path("boxes/<str:code>/bulk/<str:name>", acts.bulk, name="bulk"),
    path(_DOCUMENT, documents.document, name="document"),
    path(f"{_DOCUMENT}/path", documents.path, name="document_path"),
    path(f"{_DOCUMENT}/facts", documents.facts, name="document_facts"),
    path(f"{_DOCUMENT}/layout", layout.layout, name="document_layout"),
    path(f"{_DOCUMENT}/layout/waiting", layout.waiting, name="layout_waiting"),
    path(f"{_DOCUMENT}/related", documents.related, name="document_related"),
    path(f"{_DOCUMENT}/register", registering.register, name="register_form"),
    path(f"{_DOCUMENT}/reading", registering.reading_state, name="reading_state"),
    path(f"{_DOCUMENT}/answer", drafting.answer_new, name="answer_new"),
    path(f"{_DOCUMENT}/acts/<str:name>", acts.act, name="act"),
    path(f"{_DOCUMENT}/sheet", documents.sheet, name="document_sheet"),
    path(_FILE, documents.download, name="file"),
    path(f"{_FILE}/view", documents.view_file, name="file_view"),
    path(f"{_FILE}/pages/<int:page>.png", documents.file_page, name="file_page"),
    path(_VERSION, documents.download_version, name="version"),
    path(f"{_DOCUMENT}/paper-original", documents.paper_original, name="paper_original"),
    path(f"{_VERSION}/view", documents.view_version, name="version_view"),
    path(f"{_VERSION}/pages/<int:page>.png", documents.version_page, name="version_page"),
    path(f"{_VERSION}/docx", comparing.docx, name="version_docx"),
    path(f"{_VERSION}/sheet.pdf", comparing.sheet, name="version_sheet"),
    path(f"{_DOCUMENT}/compare", comparing.compare, name="draft_compare"),
    path(_TEXT, writing.text, name="draft_text"),
    path(f"{_TEXT}/save", writing.save, name="draft_save"),
    path(f"{_TEXT}/version", writing.save_version, name="draft_save_version"),
    path(f"{_TEXT}/done", writing.hand_on, name="draft_hand_on"),
    path(f"{_TEXT}/check", writing_checked.check, name="draft_check"),
    path(f"{_TEXT}/preview", writing_beside.preview, name="draft_preview"),
    path(f"{_TEXT}/sheet.pdf", writing_beside.sheet, name="draft_sheet"),
    path(f"{_TEXT}/comments", writing_beside.comment, name="draft_comment"),
    path(f"{_TEXT}/comments/<int:comment>/settle", writing_beside.settle, name="draft_settle"),
    path(f"{_TEXT}/cite", writing_beside.cite, name="draft_cite"),
    path(f"{_TEXT}/standards", writing_beside.standards, name="draft_standards"),
    path("drafts/new", drafting.draft_new, name="draft_new"),
    path("signing/batch", esigning.batch, name="sign_batch"),
    path(
        "signing/batch/<int:number>/<str:sheet>/<int:page>.png",
        esigning.sheet_page,
        name="sign_sheet_page",
    ),
    path("undo/<str:tokens>", acts.undo, name="undo"),
    path("upload", upload.upload, name="upload"),
    path("upload/paper", registering.receive_paper, name="receive_paper"),
    path("upload/<int:number>", upload.progress, name="upload_progress"),
    path("notifications", notices.notifications, name="notifications"),
    path("notifications/read", notices.read_all, name="read_notices"),
    path("help", help.contents, name="help"),
    path("help/<slug:topic>", help.topic, name="help_topic"),
]

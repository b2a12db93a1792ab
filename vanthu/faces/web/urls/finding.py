"""Searching and lists."""

from django.urls import path

from vanthu.faces.web.views import lists, search

urlpatterns = [
    path("search", search.search, name="search"),
    path("search/export.<str:form>", search.export, name="search_export"),
    path("search/save", search.save, name="search_save"),
    path("search/<int:number>/drop", search.drop, name="search_drop"),
    path("documents", lists.documents, name="documents"),
    path("documents/export.<str:form>", lists.export, name="documents_export"),
]

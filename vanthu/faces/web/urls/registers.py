"""Registers and numbers."""

from django.urls import path

from vanthu.faces.web.views import registers, registers_acts, registers_series

urlpatterns = [
    path("registers", registers.registers, name="registers"),
    path("registers/new", registers_series.define, name="register_define"),
    path("registers/years", registers_series.years, name="register_years"),
    path("registers/years/open", registers_series.begin, name="register_open_year"),
    path("registers/series/<int:number>/end", registers_series.end, name="register_end"),
    path("registers/series/<int:number>/open", registers_series.open_one, name="register_open"),
    path("registers/<int:number>", registers.numbers, name="register_numbers"),
    path("registers/<int:number>/close", registers_series.close, name="register_close"),
    path("registers/<int:number>/audit", registers.audit_page, name="register_audit"),
    path("registers/<int:number>/print", registers.printing, name="register_print"),
    path("registers/<int:number>/book", registers.book, name="register_book"),
    path("registers/<int:number>/reserve", registers_acts.reserve, name="register_reserve"),
    path("registers/<int:number>/insert", registers_acts.insert, name="register_insert"),
    path(
        "registers/<int:number>/numbers/<str:code>/void", registers_acts.void, name="register_void"
    ),
]

"""Stock and movement of members, overdue cases, one's own record."""

from django.urls import path

from vanthu.faces.web.views.cadres import membership

_MOVEMENT = "cadres/membership/movement"

urlpatterns = [
    path(_MOVEMENT, membership.movement, name="membership_movement"),
    path(f"{_MOVEMENT}/close", membership.close, name="membership_close"),
    path(
        f"{_MOVEMENT}/<slug:table>/export.<slug:form>", membership.export, name="membership_export"
    ),
    path(f"{_MOVEMENT}/overdue", membership.late, name="membership_overdue"),
    path("account/membership", membership.mine, name="membership_mine"),
]

"""The API as one object: its routers, its errors and its own description (OpenAPI 3.1)."""

from typing import Any

from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from vanthu.faces.api import errors
from vanthu.faces.api.routes import ROUTERS
from vanthu.faces.api.shapes import Problem
from vanthu.faces.web.access import signed_in
from vanthu.faces.web.middleware import SESSION_COOKIE

_SECURITY = {
    "token": {"type": "http", "scheme": "bearer"},
    "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE},
}
_PROBLEM = {
    "description": "Refused, with the reason",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_REFUSALS = ("400", "401", "403", "404", "409", "410", "413", "415", "422", "429", "507")


class Readable(JSONRenderer):
    """Vietnamese as it is written, not as escapes."""

    json_dumps_params = {"ensure_ascii": False}


class VanthuAPI(NinjaAPI):
    """Ninja's API with what every operation has in common said once."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """The description: with the ways to sign in and the shape of every refusal."""
        found = super().get_openapi_schema(**options)
        found["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        found["components"]["securitySchemes"] = _SECURITY
        found["security"] = [{name: []} for name in _SECURITY]
        for path in found["paths"].values():
            for operation in path.values():
                operation["responses"] |= {status: _PROBLEM for status in _REFUSALS}
        return found

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        found = super()._get_urls()
        for each in found:
            if isinstance(each, URLPattern) and each.name == "api-root":
                signed_in(each.callback)  # it shows nothing, but must say who may see that
        return found


api = VanthuAPI(
    title="vanthu",
    version="1",
    description=(
        "Quản lý văn bản và điều hành: mọi thao tác trên màn hình đều có ở đây, cùng quyền, cùng "
        "lời giải thích. Documents, direction, numbers and exchange of a province's agencies."
    ),
    urls_namespace="api",
    renderer=Readable(),
    docs_url=None,
    docs_decorator=signed_in,
)
errors.handle(api)
for prefix, router in ROUTERS:
    api.add_router(prefix, router)

"""Saved views of every list of the portal: who may see the list may see them."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.views import SavedView, ViewFields, ViewPatch, ViewQuery
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page

PATH_VIEWS = "/v1/views"


@API.declare("GET", PATH_VIEWS, Permission.ACCOUNT_OWN)
def list_views(*, query: ViewQuery) -> Page[SavedView]:
	"""List one's own views of a list, the shared ones and those of the product."""


@API.declare("POST", PATH_VIEWS, Permission.ACCOUNT_OWN, status=201)
def add_view(*, body: ViewFields) -> SavedView: ...


@API.declare("PATCH", f"{PATH_VIEWS}/{{view_id}}", Permission.ACCOUNT_OWN)
def change_view(*, view_id: int, body: ViewPatch) -> SavedView: ...


@API.declare("DELETE", f"{PATH_VIEWS}/{{view_id}}", Permission.ACCOUNT_OWN)
def delete_view(*, view_id: int) -> None: ...

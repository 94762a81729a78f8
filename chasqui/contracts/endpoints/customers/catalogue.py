"""Services as they were noted with customers."""

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.imports import HeldService
from chasqui.contracts.wire import Page


@API.declare("GET", "/v1/held-services", Permission.CATALOGUE_READ)
def list_held() -> Page[HeldService]: ...

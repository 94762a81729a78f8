"""Services as they were noted with customers."""

from flask import Blueprint

from chasqui.contracts.access import Permission
from chasqui.contracts.imports import HeldService
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_session
from customers.catalogue.wiring import CatalogueParts


def build_blueprint(wiring: CatalogueParts) -> Blueprint:
	blueprint = Blueprint("catalogue", __name__)

	@blueprint.get("/v1/held-services")
	@grant(Permission.CATALOGUE_READ)
	def list_held() -> Page[HeldService]:
		return Page[HeldService](items=wiring.make_service_shelf(read_session()).list_all())

	return blueprint

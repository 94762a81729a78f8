"""Designs over HTTP."""

from chasqui.contracts.endpoints.mailer import designs as endpoints
from chasqui.contracts.mailer.designs import (
	Design,
	DesignPreview,
	DesignQuery,
	DesignSummary,
	TagAdoption,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from mailer.designs.wiring import DesignParts


def build_blueprint(wiring: DesignParts) -> Routes:
	"""Return ``/v1/designs``."""
	routes = Routes("designs", __name__)

	@routes.serve(endpoints.list_designs)
	def list_designs(*, query: DesignQuery) -> Page[DesignSummary]:
		service = wiring.make_design_service(read_session())
		return service.list_page(query)

	@routes.serve(endpoints.show_design)
	def show_design(*, design_id: int) -> Design:
		return wiring.make_design_service(read_session()).show(design_id)

	@routes.serve(endpoints.adopt_tags)
	def adopt_tags(*, design_id: int, body: TagAdoption) -> Design:
		return wiring.make_design_service(read_session()).adopt_tags(design_id, body.version)

	@routes.serve(endpoints.preview_design)
	def preview_design(*, design_id: int) -> DesignPreview:
		return wiring.make_design_service(read_session()).preview(design_id)

	@routes.serve(endpoints.archive_design)
	def archive_design(*, design_id: int) -> None:
		wiring.make_design_service(read_session()).archive(design_id)

	return routes

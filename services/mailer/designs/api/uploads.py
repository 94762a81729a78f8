"""Designs that people bring, and the pictures that came with them, over HTTP."""

from collections.abc import Iterable

from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.mailer import designs as endpoints
from chasqui.contracts.mailer.designs import (
	PICTURE_MEDIA_TYPES,
	Design,
	DesignFile,
	DesignFilePatch,
	DesignPatch,
	DesignUpload,
)
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from mailer.designs.wiring import DesignParts


def build_blueprint(wiring: DesignParts) -> Routes:
	"""Return what takes uploads, and ``/v1/design-pictures``."""
	routes = Routes("design_uploads", __name__)

	@routes.serve(endpoints.upload_design)
	def upload_design(*, body: DesignUpload) -> Design:
		service = wiring.make_design_service(read_session())
		return service.upload(body, read_principal().name)

	@routes.serve(endpoints.upload_file)
	def upload_file(*, query: DesignFile, file: Iterable[bytes]) -> Design:
		service = wiring.make_design_service(read_session())
		return service.upload_file(query, file, read_principal().name)

	@routes.serve(endpoints.change_design)
	def change_design(*, design_id: int, body: DesignPatch) -> Design:
		return wiring.make_design_service(read_session()).change(design_id, body)

	@routes.serve(endpoints.change_file)
	def change_file(*, design_id: int, query: DesignFilePatch, file: Iterable[bytes]) -> Design:
		return wiring.make_design_service(read_session()).change_file(design_id, query, file)

	@routes.serve(endpoints.show_picture)
	def show_picture(*, digest: str) -> Stream:
		picture = wiring.make_design_service(read_session()).show_picture(digest)
		return Stream([picture.data], PICTURE_MEDIA_TYPES[picture.kind], unchanging=digest)

	return routes

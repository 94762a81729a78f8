"""Designs over HTTP."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from chasqui.contracts.access import Permission
from chasqui.contracts.mailer import (
	Design,
	DesignPreview,
	DesignQuery,
	DesignSummary,
	DesignUpload,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_query, read_session
from chasqui.kernel.web.bodies import take_uploads
from mailer.designs.wiring import DesignParts


def build_blueprint(wiring: DesignParts) -> Blueprint:
	"""Return ``/v1/designs``."""
	blueprint = Blueprint("designs", __name__)

	@blueprint.get("/v1/designs")
	@grant(Permission.DESIGNS_READ)
	def list_designs() -> Page[DesignSummary]:
		query = read_query(DesignQuery)
		gallery = wiring.make_design_gallery(read_session())
		return gallery.list_page(cursor=query.cursor, limit=query.limit)

	@blueprint.get("/v1/designs/<int:design_id>")
	@grant(Permission.DESIGNS_READ)
	def show_design(design_id: int) -> Design:
		return wiring.make_design_gallery(read_session()).show(design_id)

	@blueprint.post("/v1/designs")
	@grant(Permission.DESIGNS_WRITE)
	@take_uploads
	def upload_design() -> tuple[Design, int]:
		upload = read_body(DesignUpload)
		gallery = wiring.make_design_gallery(read_session())
		return gallery.upload(upload, read_principal().name), 201

	@blueprint.post("/v1/designs/<int:design_id>/preview")
	@grant(Permission.DESIGNS_READ)
	def preview_design(design_id: int) -> DesignPreview:
		return wiring.make_design_gallery(read_session()).preview(design_id)

	@blueprint.delete("/v1/designs/<int:design_id>")
	@grant(Permission.DESIGNS_WRITE)
	def archive_design(design_id: int) -> ResponseReturnValue:
		wiring.make_design_gallery(read_session()).archive(design_id)
		return "", 204

	return blueprint

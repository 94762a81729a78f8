"""What a service can be asked, for programs and for people."""

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template

from chasqui.kernel.security.access import open_to_all
from chasqui.kernel.web.openapi import build_document

PATH_DOCUMENT = "/openapi.json"
PATH_PAGE = "/docs"


def build_document_blueprint() -> Blueprint:
	"""Return ``/openapi.json``, and ``/docs`` for people: what can be asked is no secret."""
	blueprint = Blueprint("openapi", __name__, template_folder="templates")

	@blueprint.get(PATH_DOCUMENT)
	@open_to_all
	def show_document() -> Response:
		return jsonify(build_document(current_app))

	@blueprint.get(PATH_PAGE)
	@open_to_all
	def show_page() -> Response:
		page = make_response(render_template("api.html", document=build_document(current_app)))
		page.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
		return page

	return blueprint

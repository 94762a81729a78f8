"""What a service can be asked, for programs and for people."""

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template

from chasqui.kernel.security.access import open_to_all
from chasqui.kernel.texts.languages import read_language
from chasqui.kernel.texts.text import say
from chasqui.kernel.web.openapi import Schema, build_document

PATH_DOCUMENT = "/openapi.json"
PATH_PAGE = "/docs"
BUILT = "openapi"


def build_document_blueprint() -> Blueprint:
	"""Return ``/openapi.json``, and ``/docs`` for people: what can be asked is no secret."""
	blueprint = Blueprint("openapi", __name__, template_folder="templates")

	@blueprint.get(PATH_DOCUMENT)
	@open_to_all
	def show_document() -> Response:
		return jsonify(find_document())

	@blueprint.get(PATH_PAGE)
	@open_to_all
	def show_page() -> Response:
		words = {"say": say, "language": read_language()}
		page = make_response(render_template("api.html", document=find_document(), **words))
		page.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
		page.vary.add("Accept-Language")
		return page

	return blueprint


def find_document() -> Schema:
	"""Return the document of this app; built once, for whoever may ask has no credential."""
	built: dict[str, Schema] = current_app.extensions
	if BUILT not in built:
		built[BUILT] = build_document(current_app)
	return built[BUILT]

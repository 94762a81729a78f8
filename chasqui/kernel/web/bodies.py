"""How long a request's body may be: short, but for what signed-in people upload."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

from chasqui.kernel.errors import TooLarge
from chasqui.kernel.texts.text import say

MAX_BODY_BYTES = 1024 * 1024
MAX_UPLOAD_BYTES = 8 * MAX_BODY_BYTES
View = TypeVar("View", bound=Callable[..., Any])


def take_uploads(view: View) -> View:
	"""Mark a view that receives a file or a design; `grant` lets only signed-in people reach it."""
	view.takes_uploads = True  # type: ignore[attr-defined]
	return view


def limit_bodies(app: Flask, max_upload_bytes: int = MAX_UPLOAD_BYTES) -> None:
	"""Refuse a long body, or one of unknown length, before any of it is read.

	Comes after the check of access: whoever has not signed in never reaches an upload.
	"""
	app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES

	@app.before_request
	def check_body() -> None:
		view = current_app.view_functions.get(request.endpoint or "")
		if getattr(view, "takes_uploads", False):
			request.max_content_length = max_upload_bytes
			return
		is_unknown = "Transfer-Encoding" in request.headers
		if is_unknown or (request.content_length or 0) > MAX_BODY_BYTES:
			raise TooLarge(say("La petición es demasiado grande."))

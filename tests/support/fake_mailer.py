"""A mailer for tests of its siblings: takes notices over real HTTP, and keeps them."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

from chasqui.contracts.mailer.notices import PATH_NOTICES, Notice
from tests.support.serving import begin_serving


@dataclass
class FakeMailer:
	"""`refusal` is the problem document and its status that it answers instead."""

	notices: list[Notice] = field(default_factory=list)
	refusal: tuple[dict[str, Any], int] | None = None

	def __enter__(self) -> "FakeMailer":
		self._server = make_server("127.0.0.1", 0, self._build_app(), threaded=True)
		self._thread = begin_serving(self._server)
		return self

	def __exit__(self, *_: object) -> None:
		self._server.shutdown()
		self._thread.join(10)

	@property
	def url(self) -> str:
		return f"http://127.0.0.1:{self._server.port}"

	def refuse(self, status: int, code: str, detail: str) -> None:
		"""Answer every notice with a problem from now on."""
		fields = [{"field": "email", "message": detail, "code": code}]
		self.refusal = ({"detail": detail, "code": code, "errors": fields}, status)

	def _build_app(self) -> Flask:
		app = Flask("fake-mailer")

		@app.post("/v1/token")
		def give_token() -> Response:
			return jsonify(access_token="test", token_type="Bearer", expires_in=600)

		@app.post(PATH_NOTICES)
		def take() -> Any:
			notice = Notice.model_validate_json(request.get_data())
			if self.refusal is not None:
				return self.refusal
			self.notices.append(notice)
			return "", 204

		return app

"""The language of an answer: asked for in the request, out of the catalogues that exist."""

from collections.abc import Iterator

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from pydantic import Field

from chasqui.contracts.access import Service
from chasqui.contracts.wire import Contract
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.errors import Conflict, Invalid
from chasqui.kernel.texts.languages import set_language
from chasqui.kernel.texts.text import say
from chasqui.kernel.web.languages import negotiate_language
from chasqui.kernel.web.problems import register_problems
from chasqui.kernel.web.reading import read_query
from tests.support.fakes.server import serve
from tests.support.pseudo_language import PSEUDO, open_pseudo_language


class Asked(Contract):
	name: str = Field(min_length=3)


def build_app() -> Flask:
	app = Flask("plain")
	negotiate_language(app)
	register_problems(app)
	blueprint = Blueprint("plain", __name__)

	@blueprint.get("/")
	def show() -> str:
		read_query(Asked)
		raise Conflict(say("{name} no responde.", name=say("El portal")), code="silent")

	app.register_blueprint(blueprint)
	return app


@pytest.fixture
def client() -> Iterator[FlaskClient]:
	with open_pseudo_language():
		yield build_app().test_client()


def ask(client: FlaskClient, language: str | None = None, path: str = "/?name=abc") -> dict:
	headers = {"Accept-Language": language} if language else {}
	answer = client.get(path, headers=headers)
	assert answer.headers["Vary"] == "Accept-Language"
	return {**answer.get_json(), "language": answer.headers["Content-Language"]}


class TestProblems:
	def test_code_and_parameters_are_the_same_in_every_language(self, client: FlaskClient) -> None:
		spanish, other = ask(client), ask(client, PSEUDO)
		assert (spanish["language"], other["language"]) == ("es", PSEUDO)
		assert spanish["detail"] == "El portal no responde."
		assert other["detail"] == "⟦⟦El portal⟧ no responde.⟧"
		assert other["title"] == "⟦Conflicto⟧"
		for told in (spanish, other):
			assert told["code"] == "silent"
			assert told["params"] == {"name": {"text": "El portal", "params": {}}}

	@pytest.mark.parametrize(
		("asked", "language"),
		[
			(f"{PSEUDO};q=0.9, fr", PSEUDO),
			(f"{PSEUDO}-XX", PSEUDO),
			("es-EC", "es"),
			(f"es;q=0.1, {PSEUDO};q=0.2", PSEUDO),
			("fr, *;q=0.1", "es"),
			("\x7f;;q=q", "es"),
			("", "es"),
		],
	)
	def test_a_request_gets_the_best_that_there_is(
		self, client: FlaskClient, asked: str, language: str
	) -> None:
		assert ask(client, asked)["language"] == language

	def test_no_language_stays_for_the_next_request(self, client: FlaskClient) -> None:
		assert ask(client, PSEUDO)["language"] == PSEUDO
		assert ask(client)["language"] == "es"

	def test_fields_have_parameters_too(self, client: FlaskClient) -> None:
		(field,) = ask(client, PSEUDO, "/?name=a")["errors"]
		assert field["message"] == "⟦Es demasiado corto: al menos 3 caracteres.⟧"
		assert (field["code"], field["params"]) == ("string_too_short", {"min_length": 3})

	def test_what_no_view_has_seen_is_told_alike(self, client: FlaskClient) -> None:
		assert ask(client, PSEUDO, "/nada")["detail"] == "⟦No existe esa dirección.⟧"


class TestSiblings:
	def test_a_sibling_is_asked_in_the_language_that_is_spoken(self) -> None:
		with open_pseudo_language(), serve(build_app()) as url:
			set_language(PSEUDO)
			with pytest.raises(Conflict) as caught:
				RestClient(url, Service.PORTAL).request("GET", "/?name=abc")
			assert str(caught.value.detail) == "⟦⟦El portal⟧ no responde.⟧"
			with pytest.raises(Invalid) as refused:
				RestClient(url, Service.PORTAL).request("GET", "/?name=a")
			assert str(refused.value.fields[0].message).startswith("⟦")

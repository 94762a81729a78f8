from typing import Any

import httpx
import pytest

from chasqui.contracts.access import Service
from chasqui.contracts.endpoints.mailer.designs import show_design
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.errors import (
	Conflict,
	FieldError,
	Invalid,
	TooMany,
	Unauthenticated,
	Unavailable,
)
from chasqui.kernel.texts.text import quote

PROBLEM = {"detail": "Ya existe.", "code": "taken", "errors": []}


def open_client(status: int, body: object = PROBLEM, **options: Any) -> RestClient:
	def answer(_: httpx.Request) -> httpx.Response:
		return httpx.Response(status, json=body, headers={"Retry-After": "7"})

	transport = httpx.MockTransport(answer)
	return RestClient("http://sibling", Service.MAILER, transport=transport, **options)


class TestFailures:
	def test_a_problem_keeps_its_meaning_its_text_and_its_code(self) -> None:
		with pytest.raises(Conflict) as caught:
			open_client(409).call(show_design, design_id=1)
		assert (str(caught.value.detail), caught.value.code) == ("Ya existe.", "taken")

	def test_wrong_fields_are_named(self) -> None:
		fields = [{"field": "name", "message": "Falta.", "code": "missing"}]
		with pytest.raises(Invalid) as caught:
			open_client(422, {**PROBLEM, "errors": fields}).call(show_design, design_id=1)
		assert [field.field for field in caught.value.fields] == ["name"]

	def test_the_time_to_wait_is_told(self) -> None:
		with pytest.raises(TooMany) as caught:
			open_client(429).call(show_design, design_id=1)
		assert caught.value.retry_after == 7

	def test_an_answer_that_is_no_problem_document_is_unavailable(self) -> None:
		with pytest.raises(Unavailable):
			open_client(502, ["bad gateway"]).call(show_design, design_id=1)

	@pytest.mark.parametrize("body", [[], {"id": "x"}, "texto", {"id": 1, "roles": ["nuevo"]}])
	def test_an_answer_that_breaks_the_contract_is_told_as_such(self, body: object) -> None:
		with pytest.raises(Unavailable) as caught:
			open_client(200, body).call(show_design, design_id=1)
		assert caught.value.code == "bad_answer"
		assert "El servicio de correo respondió algo" in str(caught.value.detail)

	@pytest.mark.parametrize("value", [" ", "a ", " a", "a\nb", "é", "\x7f", "9" * 5000])
	def test_what_no_header_can_carry_is_the_caller_s_fault(self, value: str) -> None:
		with pytest.raises(Invalid) as caught:
			open_client(200).once(value).call(show_design, design_id=1)
		assert caught.value.code == "bad_header"

	def test_a_problem_of_a_newer_sibling_is_understood(self) -> None:
		fields = [{"field": "name", "message": "Falta.", "code": "missing", "hint": "nuevo"}]
		with pytest.raises(Invalid) as caught:
			open_client(422, {**PROBLEM, "errors": fields, "more": 1}).call(
				show_design, design_id=1
			)
		assert caught.value.fields == (FieldError("name", quote("Falta."), "missing"),)

	def test_a_problem_of_another_make_is_understood(self) -> None:
		with pytest.raises(Invalid):
			open_client(422, {"detail": None, "errors": None}).call(show_design, design_id=1)

	def test_nobody_there_is_unavailable(self) -> None:
		def refuse(request: httpx.Request) -> httpx.Response:
			raise httpx.ConnectError("refused", request=request)

		client = RestClient(
			"http://10.0.0.7", Service.MAILER, transport=httpx.MockTransport(refuse)
		)
		with pytest.raises(Unavailable) as caught:
			client.call(show_design, design_id=1)
		assert str(caught.value.detail) == "El servicio de correo no responde."


class TestWhoseToken:
	def test_a_refused_token_of_the_caller_is_told_to_the_caller(self) -> None:
		with pytest.raises(Unauthenticated):
			open_client(401).call(show_design, design_id=1)

	@pytest.mark.parametrize(
		("status", "code"), [(401, "unauthenticated"), (403, "forbidden"), (401, None)]
	)
	def test_a_refused_token_of_our_own_signs_nobody_out(
		self, status: int, code: str | None
	) -> None:
		body = {"detail": "No.", "code": code}
		with pytest.raises(Unavailable):
			open_client(status, body, is_own_token=True).call(show_design, design_id=1)

	def test_a_password_that_we_relay_is_refused_to_who_typed_it(self) -> None:
		body = {"detail": "No.", "code": "wrong_credentials"}
		with pytest.raises(Unauthenticated) as caught:
			open_client(401, body, is_own_token=True).call(show_design, design_id=1)
		assert caught.value.code == "wrong_credentials"

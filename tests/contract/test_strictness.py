"""Requests forbid unknown fields; answers and events pass them over: services go out one by one.

Nothing is listed by hand: the contracts are found by looking into their package.
"""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from typing import Any, get_args

import httpx
import pytest
from flask import Flask
from pydantic import BaseModel, ValidationError

import chasqui.contracts
from chasqui.contracts.access import Service
from chasqui.contracts.wire import read_answer
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.errors import Invalid, Unavailable
from chasqui.kernel.web.reading import read_body, read_query
from tests.architecture.source import PRODUCT, list_files, name_file

UNKNOWN = "un_campo_de_otra_version"
# The two doors by which JSON becomes a contract; everything else asks them.
READERS = {"chasqui/contracts/wire.py", "chasqui/kernel/web/reading.py"}


def list_contracts() -> list[type[BaseModel]]:
	"""Return every model that a module of the contracts defines."""
	found = []
	for entry in pkgutil.walk_packages(chasqui.contracts.__path__, "chasqui.contracts."):
		module = importlib.import_module(entry.name)
		found += [
			value
			for value in vars(module).values()
			if isinstance(value, type)
			and issubclass(value, BaseModel)
			and value.__module__ == module.__name__
		]
	return found


def list_nested(annotation: Any) -> Iterator[type[BaseModel]]:
	"""Yield the models within a field's type."""
	if isinstance(annotation, type) and issubclass(annotation, BaseModel):
		yield annotation
	for part in get_args(annotation):
		yield from list_nested(part)


def find_refused(client: RestClient, model: type[BaseModel]) -> list[tuple[Any, ...]]:
	"""Return where in the client's answer an unknown field was refused."""
	cause: BaseException | None = None
	try:
		client.read(client.request("GET", "/"), model)
	except Unavailable as error:
		cause = error.__cause__
	found = cause.errors() if isinstance(cause, ValidationError) else []
	return [one["loc"] for one in found if one["type"] == "extra_forbidden"]


CONTRACTS = list_contracts()


@pytest.mark.parametrize("model", CONTRACTS, ids=lambda model: model.__name__)
class TestUnknownFields:
	def test_a_request_is_refused_by_name(self, model: type[BaseModel]) -> None:
		app = Flask("strict")
		body, query = json.dumps({UNKNOWN: 1}), {UNKNOWN: "1"}
		for read in (read_body, read_query):
			with (
				app.test_request_context("/", data=body, query_string=query),
				pytest.raises(Invalid) as caught,
			):
				read(model)
			refused = {one.field for one in caught.value.fields if one.code == "extra_forbidden"}
			assert refused == {UNKNOWN}

	def test_an_answer_is_read_at_every_depth(self, model: type[BaseModel]) -> None:
		document: dict[str, Any] = {UNKNOWN: 1}
		for name, field in model.model_fields.items():
			for _nested in list_nested(field.annotation):
				document[name] = {UNKNOWN: 1}
		for given in (document, {name: [value] for name, value in document.items()}):
			answer = httpx.MockTransport(lambda _, body=given: httpx.Response(200, json=body))
			client = RestClient("http://sibling", Service.MAILER, transport=answer)
			assert find_refused(client, model) == []


class TestReaders:
	def test_only_the_two_doors_make_contracts_of_json(self) -> None:
		found = {
			name_file(path)
			for path in list_files(*PRODUCT)
			if "validate_json(" in path.read_text("utf-8")
		}
		assert found == READERS

	def test_the_contracts_were_found(self) -> None:
		assert len(CONTRACTS) > 100

	def test_what_is_missing_still_breaks_the_contract(self) -> None:
		with pytest.raises(ValidationError):
			read_answer(next(one for one in CONTRACTS if one.__name__ == "Staff"), b'{"id": 1}')

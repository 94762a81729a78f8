"""The OpenAPI 3.1 document of a service, out of the endpoints that its app serves."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from pydantic import TypeAdapter

from chasqui.contracts.endpoint import (
	BODY,
	FILE,
	IDEMPOTENCY_HEADER,
	PARAMETER,
	QUERY,
	Endpoint,
	Once,
)
from chasqui.contracts.wire import find_adapter
from chasqui.kernel.web.idempotency import MAX_KEY_LENGTH
from chasqui.kernel.web.problems import MEDIA_TYPE

REFERENCE = "#/components/schemas/{model}"
Schema = dict[str, Any]
Served = Endpoint[..., Any]


def list_served(app: Flask) -> list[Served]:
	"""Return the endpoints that an app serves, in the order of their paths."""
	served = (getattr(view, "served", None) for view in app.view_functions.values())
	found = [one for one in served if isinstance(one, Endpoint)]
	return sorted(found, key=lambda one: (one.path, one.method))


def build_document(app: Flask) -> Schema:
	"""Return the document of all endpoints of an app."""
	return _Writer(list_served(app)).write(app.name)


class _Writer:
	"""Writes the endpoints of one service, with the words that they share."""

	def __init__(self, served: Sequence[Served]) -> None:
		self._served = served
		inputs: list[Any] = [
			(_key(one, part), "validation", find_adapter(kind))
			for one in served
			for part, kind in one.takes.items()
			if part != FILE
		]
		outputs: list[Any] = [
			(_key(one, status), "serialization", find_adapter(kind))
			for one in served
			for status, kind in one.answers.items()
		]
		built, words = TypeAdapter.json_schemas([*inputs, *outputs], ref_template=REFERENCE)
		self._schemas: dict[Any, Any] = {key: schema for (key, _), schema in built.items()}
		self._words: Schema = words.get("$defs", {})

	def write(self, name: str) -> Schema:
		paths: Schema = {}
		for one in self._served:
			paths.setdefault(one.path, {})[one.method.lower()] = self._describe(one)
		return {
			"openapi": "3.1.0",
			"info": {"title": f"Chasqui: {name}", "version": "1"},
			"paths": paths,
			"components": {
				"schemas": self._words,
				"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
			},
		}

	def _describe(self, one: Served) -> Schema:
		operation: Schema = {
			"operationId": one.name,
			"summary": one.summary,
			"parameters": [*self._list_path(one), *self._list_query(one), *_list_headers(one)],
			"responses": self._describe_answers(one),
			"security": [] if one.is_public else [{"bearer": sorted(one.needs | one.scopes)}],
		}
		if BODY in one.takes:
			content = {"application/json": {"schema": self._schemas[_key(one, BODY)]}}
			operation["requestBody"] = {"required": True, "content": content}
		if FILE in one.takes:
			file = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
			operation["requestBody"] = {"required": True, "content": file}
		return operation

	def _list_path(self, one: Served) -> list[Schema]:
		least = {"minimum": 1}
		schemas = {name: self._schemas[_key(one, name)] for name in PARAMETER.findall(one.path)}
		return [
			{
				"name": name,
				"in": "path",
				"required": True,
				"schema": {**schema, **(least if one.takes[name] is int else {})},
			}
			for name, schema in schemas.items()
		]

	def _list_query(self, one: Served) -> list[Schema]:
		if QUERY not in one.takes:
			return []
		schema = self._words[self._schemas[_key(one, QUERY)]["$ref"].rpartition("/")[2]]
		required = schema.get("required", [])
		return [
			{"name": name, "in": "query", "required": name in required, "schema": part}
			for name, part in schema["properties"].items()
		]

	def _describe_answers(self, one: Served) -> Schema:
		built: Schema = {
			str(status): {
				"description": "",
				"content": {"application/json": {"schema": self._schemas[_key(one, status)]}},
			}
			for status in one.answers
		}
		problem = {MEDIA_TYPE: {"schema": {"type": "object"}}}
		built.setdefault(str(one.status), {"description": ""})
		return {**built, "default": {"description": "RFC 9457", "content": problem}}


def _key(one: Served, part: object) -> Any:
	"""Return what pydantic may call the schema of one part of an endpoint."""
	return f"{one.method} {one.path} {part}"


def _list_headers(one: Served) -> list[Schema]:
	if one.once is Once.NO:
		return []
	schema = {"type": "string", "minLength": 1, "maxLength": MAX_KEY_LENGTH}
	required = one.once is Once.MUST
	return [{"name": IDEMPOTENCY_HEADER, "in": "header", "required": required, "schema": schema}]

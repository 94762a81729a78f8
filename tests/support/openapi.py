"""An OpenAPI 3.1 document of a service, derived from its routes and contracts.

A view says what it takes by `read_body(Model)` and `read_query(Model)`, and what it answers by its
annotation; so the document cannot say anything else than the code does.
"""

import inspect
import re
from typing import Any

from flask import Flask
from pydantic import BaseModel

READS = re.compile(r"read_(body|query)\((\w+)\)")
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
DEFINITIONS = "#/components/schemas/{model}"
Schema = dict[str, Any]


def build_document(app: Flask, *, skip: frozenset[str] = frozenset()) -> dict[str, Any]:
	"""Return the document of all views under ``/v1/`` but the endpoints in `skip`."""
	paths: dict[str, dict[str, Any]] = {}
	schemas: dict[str, Schema] = {}
	for rule in app.url_map.iter_rules():
		if not rule.rule.startswith("/v1/") or rule.endpoint in skip:
			continue
		path = PARAMETER.sub(r"{\2}", rule.rule)
		for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
			view = inspect.unwrap(app.view_functions[rule.endpoint])
			operation = _describe(rule.rule, view, schemas)
			paths.setdefault(path, {})[method.lower()] = operation
	return {
		"openapi": "3.1.0",
		"info": {"title": app.name, "version": "1"},
		"paths": paths,
		"components": {"schemas": schemas},
	}


def list_unversioned(document: dict[str, Any]) -> list[str]:
	"""Return the operations that change a record without saying which state of it they mean."""
	return [
		f"{method} {path}"
		for path, operations in document["paths"].items()
		for method, operation in operations.items()
		if method in ("put", "patch") and "version" not in _list_required(operation, document)
	]


def _list_required(operation: Schema, document: dict[str, Any]) -> list[str]:
	content = operation.get("requestBody", {}).get("content", {})
	reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
	schema = document["components"]["schemas"].get(reference.rpartition("/")[2], {})
	required: list[str] = schema.get("required", [])
	return required


def _describe(rule: str, view: Any, schemas: dict[str, Schema]) -> dict[str, Any]:
	source, names = inspect.getsource(view), view.__globals__
	reads = {kind: names[model] for kind, model in READS.findall(source)}
	parameters = [
		{
			"name": name,
			"in": "path",
			"required": True,
			"schema": {"type": "integer", "minimum": 1} if kind == "int" else {"type": "string"},
		}
		for kind, name in PARAMETER.findall(rule)
	]
	if "query" in reads:
		parameters += _list_parameters(reads["query"], schemas)
	operation: dict[str, Any] = {
		"parameters": parameters,
		"responses": {"default": {"description": _name_answer(view)}},
	}
	if "body" in reads:
		schema = _register(reads["body"], schemas)
		content = {"application/json": {"schema": schema}}
		operation["requestBody"] = {"required": True, "content": content}
	return operation


def _list_parameters(model: type[BaseModel], schemas: dict[str, Schema]) -> list[dict[str, Any]]:
	_register(model, schemas)
	schema = schemas[model.__name__]
	required = schema.get("required", [])
	return [
		{"name": name, "in": "query", "required": name in required, "schema": one}
		for name, one in schema["properties"].items()
	]


def _register(model: type[BaseModel], schemas: dict[str, Schema]) -> Schema:
	schema = model.model_json_schema(ref_template=DEFINITIONS)
	schemas.update(schema.pop("$defs", {}))
	schemas[model.__name__] = schema
	return {"$ref": DEFINITIONS.format(model=model.__name__)}


def _name_answer(view: Any) -> str:
	answer = inspect.get_annotations(view).get("return")
	return getattr(answer, "__name__", str(answer))

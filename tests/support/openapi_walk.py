"""Asks every operation of a service in many ways that its contracts allow."""

import re
from datetime import timedelta
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings

from chasqui.kernel.web.api_pages import PATH_DOCUMENT
from tests.support.pseudo_language import PSEUDO, open_pseudo_language, strip_marked
from tests.support.wildness import EXAMPLES

Failure = tuple[str, str, int]
LETTER = re.compile(r"[^\W\d_]")


def list_failures(app: Flask, token: str) -> list[Failure]:
	"""Return (operation, what was asked, status) of all answers of 500 and more, and of problems
	that say words of no catalogue: all is asked in a language in which every text is marked.

	Files are no contract, and have tests of their own with strange ones.
	"""
	failed: list[Failure] = []
	headers = {"Authorization": f"Bearer {token}", "Accept-Language": PSEUDO}
	with open_pseudo_language():
		for found in schemathesis.openapi.from_wsgi(PATH_DOCUMENT, app).get_all_operations():
			operation = found.ok()
			if "application/octet-stream" not in operation.get_request_payload_content_types():
				_ask_often(operation, headers, failed)
	return failed


def list_unversioned(document: dict[str, Any]) -> list[str]:
	"""Return the operations that change a record without saying which state of it they mean."""
	return [
		f"{method} {path}"
		for path, operations in document["paths"].items()
		for method, operation in operations.items()
		if method in ("put", "patch") and "version" not in _list_required(operation, document)
	]


def _list_required(operation: dict[str, Any], document: dict[str, Any]) -> list[str]:
	content = operation.get("requestBody", {}).get("content", {})
	reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
	schema = document["components"]["schemas"].get(reference.rpartition("/")[2], {})
	required: list[str] = schema.get("required", [])
	return required


def _ask_often(operation: Any, headers: dict[str, str], failed: list[Failure]) -> None:
	@settings(
		max_examples=EXAMPLES,
		deadline=timedelta(seconds=20),
		derandomize=True,
		database=None,
		phases=[Phase.generate],
		suppress_health_check=list(HealthCheck),
	)
	@given(case=operation.as_strategy())
	def ask(case: Any) -> None:
		answer = case.call(headers=headers)
		if answer.status_code >= 500:
			failed.append((operation.label, repr(case.body or case.query), answer.status_code))
		elif answer.status_code >= 400:
			failed.extend((operation.label, words, 0) for words in list_unmarked(answer.json()))

	ask()


def list_unmarked(problem: dict[str, Any]) -> list[str]:
	"""Return what a problem document says that no message of the catalogue is."""
	fields = problem.get("errors", [])
	told = [problem["title"], problem["detail"], *(field["message"] for field in fields)]
	return [words for words in told if LETTER.search(strip_marked(words))]

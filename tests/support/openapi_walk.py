"""Asks every operation of a service in many ways that its contracts allow."""

from datetime import timedelta
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings

from chasqui.kernel.security.access import open_to_all
from tests.support.openapi import build_document
from tests.support.wildness import EXAMPLES

PATH = "/v1/openapi.json"
Failure = tuple[str, str, int]


def list_failures(app: Flask, token: str, *, skip: frozenset[str] = frozenset()) -> list[Failure]:
	"""Return (operation, what was asked, status) of all answers of 500 and more.

	`skip` are endpoints whose bodies are no contract, such as uploads.
	"""
	document = build_document(app, skip=skip)

	@app.get(PATH)
	@open_to_all
	def show_document() -> dict[str, Any]:
		return document

	failed: list[Failure] = []
	for found in schemathesis.openapi.from_wsgi(PATH, app).get_all_operations():
		_ask_often(found.ok(), {"Authorization": f"Bearer {token}"}, failed)
	return failed


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

	ask()

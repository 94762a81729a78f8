"""What is declared is served, what is served is declared, and what tests play is both."""

import re

import pytest
import schemathesis
from flask import Flask

from chasqui.contracts.access import Service
from chasqui.contracts.endpoint import PARAMETER
from chasqui.kernel.web.openapi import build_document, list_served
from tests.contract.test_access import build_app
from tests.support.endpoints import list_of, load_endpoints
from tests.support.fakes.server import build_fake_app
from tests.support.fakes.world import World

METHODS = {"HEAD", "OPTIONS"}
OWNERS = sorted({one.service for one in load_endpoints() if one.service})


@pytest.fixture(scope="module", params=OWNERS, ids=str)
def service(request: pytest.FixtureRequest) -> Service:
	chosen: Service = request.param
	return chosen


@pytest.fixture(scope="module")
def app(service: Service) -> Flask:
	return build_app(service)


@pytest.mark.covers("M15")
class TestEndpoints:
	def test_all_that_is_declared_is_served(self, app: Flask, service: Service) -> None:
		assert set(map(id, list_served(app))) == set(map(id, list_of(service)))

	def test_all_that_is_served_is_declared(self, app: Flask) -> None:
		hidden = [
			rule.rule
			for rule in app.url_map.iter_rules()
			if rule.rule.startswith("/v1/")
			and not hasattr(app.view_functions[rule.endpoint], "served")
		]
		assert hidden == []

	def test_no_two_answer_to_the_same(self, service: Service) -> None:
		asked = [(one.method, PARAMETER.sub("{}", one.path)) for one in list_of(service)]
		assert len(asked) == len(set(asked))

	def test_the_document_is_openapi_3_1(self, app: Flask) -> None:
		document = build_document(app)
		schemathesis.openapi.from_dict(document).validate()
		words = document["components"]["schemas"]
		assert all(re.fullmatch(r"[\w.-]+", name) for name in words)
		assert set(re.findall(r"'#/components/schemas/([^']+)'", str(document))) <= set(words)

	def test_people_read_all_of_it_on_a_page_without_scripts(
		self, app: Flask, service: Service
	) -> None:
		answer = app.test_client().get("/docs")
		assert answer.status_code == 200
		assert "script-src" not in answer.headers["Content-Security-Policy"]
		page = answer.get_data(as_text=True)
		assert "<script" not in page
		for one in list_of(service):
			assert f">{one.method} {one.path}</h3>" in page
			for permission in one.needs:
				assert permission.value in page
		leads = set(re.findall(r'href="#([^"]+)"', page))
		assert leads
		assert leads <= set(re.findall(r'id="([^"]+)"', page))

	def test_the_document_tells_who_may_ask(self, app: Flask, service: Service) -> None:
		document = build_document(app)
		for one in list_of(service):
			told = document["paths"][one.path][one.method.lower()]["security"]
			asked = {name for bearer in told for name in bearer["bearer"]}
			assert asked == {*one.needs, *one.scopes}
			assert bool(told) is not one.is_public


def test_what_tests_play_are_real_endpoints() -> None:
	real = {(one.method, PARAMETER.sub("<>", one.path)) for one in load_endpoints()}
	played = {
		(method, re.sub(r"<[^>]+>", "<>", rule.rule))
		for rule in build_fake_app(World()).url_map.iter_rules()
		if rule.rule.startswith("/v1/")
		for method in (rule.methods or set()) - METHODS
	}
	assert played - real == set()

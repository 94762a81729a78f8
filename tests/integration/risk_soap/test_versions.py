"""SOAP 1.1 and 1.2 on one address: each is asked and answered in its own words."""

import io
from pathlib import Path
from typing import Any

import pytest
import zeep
from lxml import etree
from werkzeug.test import TestResponse
from zeep.exceptions import Fault

import chasqui.contracts
from chasqui.contracts.risk import NAMESPACE
from risk_soap.config import RiskConfig
from risk_soap.soap.faults import NS_11, NS_12, SOAP_11, SOAP_12, VERSIONS, SoapVersion
from tests.integration.risk_soap.test_operations import make_transport
from tests.support.risk_door import PING, Door, ask_batch, ask_name, ask_one, read_fault, wrap

WSDL_NAMESPACE = "http://schemas.xmlsoap.org/wsdl/"
WSDL = Path(chasqui.contracts.__file__).with_name("risk_v1.wsdl")
STRANGE = '<s:Header><x:Y xmlns:x="urn:x" s:mustUnderstand="1"{}/></s:Header>'
BY_NUMBER = {version.number: version for version in VERSIONS}


@pytest.fixture(params=BY_NUMBER)
def version(request: pytest.FixtureRequest) -> SoapVersion:
	return BY_NUMBER[request.param]


@pytest.fixture
def door(loaded: RiskConfig) -> Door:
	return Door(loaded)


@pytest.mark.covers("K31")
class TestBothVersions:
	@pytest.mark.parametrize(
		"question",
		[
			PING,
			ask_one("cedula", "1710034065", "<requestId>r</requestId><purpose>p</purpose>"),
			ask_name("José Muñoz"),
			ask_batch("1710034065", "0926687856"),
		],
		ids=["ping", "one", "name", "batch"],
	)
	def test_an_answer_is_what_the_published_schema_says(
		self, door: Door, version: SoapVersion, question: str
	) -> None:
		answer = door.ask(question, version)
		assert answer.status_code == 200
		assert answer.headers["Content-Type"] == version.content_type
		root = etree.fromstring(answer.get_data())
		(body,) = root.iterfind(f"{{{version.namespace}}}Body/*")
		read_schema().assertValid(body)

	def test_zeep_answers_alike_through_both_ports(self, url: str, version: SoapVersion) -> None:
		service = make_service(url, version)
		assert service.GetRiskByIdentification("cedula", "1710034065").score == 812
		items = [{"idType": "cedula", "idNumber": number} for number in ("0926687856", "17100")]
		batch = service.GetRiskBatch(items, requestId="lote")
		assert [(one.position, one.status, one.warning) for one in batch.item] == [
			(1, "FOUND", None),
			(2, "NOT_FOUND", "INVALID_IDENTIFICATION"),
		]
		assert batch.requestId == "lote"

	def test_zeep_raises_a_declared_fault(self, url: str, version: SoapVersion) -> None:
		with pytest.raises(Fault, match="al menos un nombre") as caught:
			make_service(url, version).FindRiskByName("Zambrano")
		code = str(caught.value.code).rpartition(":")[2]
		assert code == ("Client" if version is SOAP_11 else "Sender")
		detail = caught.value.detail.find(f"{{{NAMESPACE}}}InvalidRequest")
		read_schema().assertValid(detail)

	def test_a_full_batch_is_answered_in_the_order_asked(
		self, door: Door, version: SoapVersion
	) -> None:
		numbers = ["1710034065", "0926687856", "1712345675", "0102030400", "123"] * 100
		answer = etree.fromstring(door.ask(ask_batch(*numbers), version).get_data())
		items = list(answer.iter(f"{{{NAMESPACE}}}item"))
		positions = [int(one.findtext(f"{{{NAMESPACE}}}position") or 0) for one in items]
		assert positions == list(range(1, 501))
		statuses = [one.findtext(f"{{{NAMESPACE}}}status") for one in items[:4]]
		assert statuses == ["FOUND", "FOUND", "NOT_FOUND", "STALE"]

	def test_an_unknown_version_is_told_which_are_known(self, door: Door) -> None:
		body = wrap(PING, namespace="urn:soap:13")
		old = door.post(body)
		assert read_fault(old) == ("VersionMismatch", "VersionMismatch")
		new = door.post(body, content_type="application/soap+xml")
		assert read_fault(new) == ("VersionMismatch", "VersionMismatch")
		root = etree.fromstring(new.get_data())
		path = f"{{{NS_12}}}Header/{{{NS_12}}}Upgrade/{{{NS_12}}}SupportedEnvelope"
		assert [resolve_name(one) for one in root.iterfind(path)] == [
			f"{{{NS_12}}}Envelope",
			f"{{{NS_11}}}Envelope",
		]

	def test_a_header_not_understood_is_named_in_soap_12(self, door: Door) -> None:
		answer = door.ask(PING, SOAP_12, header=STRANGE.format(""))
		assert answer.status_code == 500
		assert read_fault(answer) == ("MustUnderstand", "MustUnderstand")
		root = etree.fromstring(answer.get_data())
		(named,) = root.iterfind(f"{{{NS_12}}}Header/{{{NS_12}}}NotUnderstood")
		assert resolve_name(named) == "{urn:x}Y"

	def test_a_header_for_somebody_else_is_passed_over(self, door: Door) -> None:
		other = STRANGE.format(' s:role="urn:otro" s:actor="urn:otro"')
		assert door.ask(PING, SOAP_11, header=other).status_code == 200
		assert door.ask(PING, SOAP_12, header=other).status_code == 200

	@pytest.mark.parametrize("role", ["next", "ultimateReceiver"])
	def test_a_header_for_us_by_role_is_ours(self, door: Door, role: str) -> None:
		header = STRANGE.format(f' s:role="{NS_12}/role/{role}"')
		assert read_fault(door.ask(PING, SOAP_12, header=header))[1] == "MustUnderstand"

	def test_the_content_type_is_that_of_the_version(self, door: Door) -> None:
		for known, other in ((SOAP_11, SOAP_12), (SOAP_12, SOAP_11)):
			body = wrap(PING, namespace=known.namespace)
			answer = door.post(body, content_type=other.content_type)
			assert answer.status_code == 415
			assert answer.headers["Content-Type"] == known.content_type
			read_fault(answer)

	@pytest.mark.parametrize(
		"content_type",
		[
			'application/soap+xml; charset=utf-8; action="urn:chasqui:risk:v1:Ping"',
			'application/soap+xml;action="urn:x;y, z";charset="UTF-8"',
			"APPLICATION/SOAP+XML; charset=UTF-8",
		],
	)
	def test_the_action_parameter_is_taken(self, door: Door, content_type: str) -> None:
		answer = door.post(wrap(PING, namespace=NS_12), content_type=content_type)
		assert answer.status_code == 200

	@pytest.mark.parametrize(
		"content_type",
		["text/xml, text/xml", "text/xml; charset=utf-8; charset=latin-1"],
	)
	def test_a_doubled_content_type_is_refused(self, door: Door, content_type: str) -> None:
		assert door.post(wrap(PING), content_type=content_type).status_code == 415


class TestAddress:
	def test_both_ports_have_the_public_address_whatever_the_host(self, loaded: RiskConfig) -> None:
		public = "https://riesgo.example.com/soap"
		door = Door(loaded.model_copy(update={"risk_public_url": public}))
		answer: TestResponse = door.open("GET", "/?wsdl")
		text = answer.get_data(as_text=True)
		assert text.count(f'location="{public}/"') == 2
		assert "localhost" not in text

	def test_old_toolkits_get_the_first_port_alone(self, loaded: RiskConfig) -> None:
		public = "https://riesgo.example.com/soap"
		door = Door(loaded.model_copy(update={"risk_public_url": public}))
		answer: TestResponse = door.open("GET", "/?wsdl=1.1")
		document = etree.fromstring(answer.get_data())
		ports = document.iter(f"{{{WSDL_NAMESPACE}}}port", f"{{{WSDL_NAMESPACE}}}binding")
		assert [port.get("name") for port in ports] == ["RiskSoap11", "RiskSoap11"]
		assert b"soap12" not in answer.get_data()
		client = zeep.Client(io.BytesIO(answer.get_data()))
		assert set(client.wsdl.bindings) == {f"{{{NAMESPACE}}}RiskSoap11"}


def make_service(url: str, version: SoapVersion) -> Any:
	client = zeep.Client(WSDL.as_uri(), transport=make_transport())
	binding = f"{{{NAMESPACE}}}RiskSoap{version.number.replace('.', '')}"
	return client.create_service(binding, url)


def read_schema() -> etree.XMLSchema:
	schema = etree.parse(WSDL).find(".//{http://www.w3.org/2001/XMLSchema}schema")
	assert schema is not None
	return etree.XMLSchema(etree.fromstring(etree.tostring(schema)))


def resolve_name(element: etree._Element) -> str:
	prefix, _, name = (element.get("qname") or "").partition(":")
	return f"{{{element.nsmap[prefix]}}}{name}"

"""Bad envelopes, one by one: each gets a clean fault, none a bare error."""

import base64

import pytest
from lxml import etree
from werkzeug.test import Client, TestResponse

from chasqui.contracts.risk import NAMESPACE
from risk_soap.app.web import create_app
from risk_soap.config import RiskConfig
from risk_soap.soap.faults import ENVELOPE
from tests.integration.risk_soap.conftest import PASSWORD, USER

PING = f'<Ping xmlns="{NAMESPACE}"/>'
ASK = (
	f'<GetRiskByIdentification xmlns="{NAMESPACE}"><idType>{{}}</idType><idNumber>{{}}</idNumber>'
	"</GetRiskByIdentification>"
)
SECRET = "1710034065999999999999"


def wrap(body: str, *, header: str = "", namespace: str = ENVELOPE, start: str = "") -> str:
	return f'{start}<s:Envelope xmlns:s="{namespace}">{header}<s:Body>{body}</s:Body></s:Envelope>'


UNDERSTAND = '<s:Header><x:Y xmlns:x="urn:x" s:mustUnderstand="{}"/></s:Header>'
BOMB = '<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
XXE = '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REFERENCES = (
	f'<FindRiskByName xmlns="{NAMESPACE}"><name href="#a"/></FindRiskByName><m id="a" href="#a"/>'
)
BAD = {
	"nothing": "",
	"no_xml": "hola",
	"cut_xml": wrap(PING)[:-5],
	"empty_body": wrap(""),
	"two_questions": wrap(PING + PING),
	"no_body": f'<s:Envelope xmlns:s="{ENVELOPE}"/>',
	"no_envelope": PING,
	"unknown_operation": wrap(f'<Borrar xmlns="{NAMESPACE}"/>'),
	"other_namespace": wrap('<Ping xmlns="urn:otra"/>'),
	"unknown_element": wrap(f'<Ping xmlns="{NAMESPACE}"><x/></Ping>'),
	"missing_element": wrap(f'<GetRiskByIdentification xmlns="{NAMESPACE}"/>'),
	"unknown_type": wrap(ASK.format("carnet", "1710034065")),
	"long_number": wrap(ASK.format("cedula", SECRET)),
	"fault_as_question": wrap("<s:Fault><faultcode>s:Client</faultcode></s:Fault>"),
	"doctype": wrap(PING, start=BOMB),
	"external_entity": wrap(ASK.format("cedula", "&x;"), start=XXE),
	"references": wrap(REFERENCES),
	"deep": wrap("<a>" * 400 + "</a>" * 400),
	"many": wrap(f'<Ping xmlns="{NAMESPACE}">' + "<a/>" * 5000 + "</Ping>"),
}


class TestSoapGuard:
	@pytest.mark.parametrize("name", BAD)
	def test_a_bad_envelope_is_a_client_fault(self, client: "Door", name: str) -> None:
		answer = client.post(BAD[name])
		assert answer.status_code == 500
		assert read_fault(answer) == ("Client", "InvalidRequest")
		assert SECRET not in answer.get_data(as_text=True)

	def test_soap_12_is_another_version(self, client: "Door") -> None:
		body = wrap(PING, namespace="http://www.w3.org/2003/05/soap-envelope")
		assert read_fault(client.post(body)) == ("VersionMismatch", "VersionMismatch")

	@pytest.mark.parametrize("value", ["1", "true"])
	def test_a_header_to_be_understood_is_not_ignored(self, client: "Door", value: str) -> None:
		body = wrap(PING, header=UNDERSTAND.format(value))
		assert read_fault(client.post(body)) == ("MustUnderstand", "MustUnderstand")

	def test_another_header_is_passed_over(self, client: "Door") -> None:
		assert client.post(wrap(PING, header=UNDERSTAND.format("0"))).status_code == 200

	@pytest.mark.parametrize(
		("encoding", "content_type"),
		[
			("utf-8", "text/xml"),
			("utf-8-sig", "text/xml; charset=utf-8"),
			("latin-1", "text/xml; charset=ISO-8859-1"),
			("utf-16", "text/xml; charset=utf-16"),
			("utf-16", "text/xml"),
		],
	)
	def test_known_charsets_serve(self, client: "Door", encoding: str, content_type: str) -> None:
		name = f'<FindRiskByName xmlns="{NAMESPACE}"><name>Muñoz Peña</name></FindRiskByName>'
		answer = client.post(wrap(name).encode(encoding), content_type=content_type)
		assert answer.status_code == 200
		assert "17******65" in answer.get_data(as_text=True)

	@pytest.mark.parametrize(
		("body", "content_type"),
		[(b"\xff\xfe\xfd", "text/xml; charset=utf-8"), (b"<a/>", "text/xml; charset=ebcdic-x")],
	)
	def test_other_charsets_are_faults(
		self, client: "Door", body: bytes, content_type: str
	) -> None:
		answer = client.post(body, content_type=content_type)
		assert read_fault(answer) == ("Client", "InvalidRequest")

	@pytest.mark.parametrize("content_type", ["application/json", "application/soap+xml", ""])
	def test_another_content_type_is_415(self, client: "Door", content_type: str) -> None:
		answer = client.post(wrap(PING), content_type=content_type)
		assert answer.status_code == 415
		assert read_fault(answer) == ("Client", "WrongContentType")

	def test_more_than_256_kib_is_413(self, client: "Door") -> None:
		answer = client.post(wrap(PING + " " * 256 * 1024))
		assert answer.status_code == 413
		assert read_fault(answer)[1] == "TooLarge"

	@pytest.mark.parametrize("given", ["", "Basic", "Basic eDp5", "Basic ñ", "Bearer x"])
	def test_without_credentials_it_is_401(self, client: "Door", given: str) -> None:
		answer = client.post(wrap(PING), authorization=given)
		assert answer.status_code == 401
		assert read_fault(answer)[1] == "NotAuthorized"

	@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
	def test_operations_are_asked_by_post(self, client: "Door", method: str) -> None:
		assert client.ask(method).status_code == 405

	def test_a_store_that_is_down_is_a_server_fault(self, config: RiskConfig) -> None:
		down = config.model_copy(
			update={"redis_url": type(config.redis_url)("redis://127.0.0.1:1")}
		)
		answer = Door(down).post(wrap(ASK.format("cedula", "1710034065")))
		assert answer.status_code == 500
		assert read_fault(answer) == ("Server", "Unavailable")
		assert Door(down).ask("GET", "/readyz").status_code == 503

	def test_health_and_figures_answer(self, client: "Door") -> None:
		client.post(wrap(PING))
		assert client.ask("GET", "/healthz").get_json()["status"] == "ok"
		assert client.ask("GET", "/readyz").status_code == 200
		assert "chasqui_risk_request_seconds" in client.ask("GET", "/metrics").get_data(
			as_text=True
		)


def read_fault(answer: TestResponse) -> tuple[str, str]:
	"""Return the fault's code and our own code; the answer must be a whole fault."""
	root = etree.fromstring(answer.get_data())
	fault = root.find(f"{{{ENVELOPE}}}Body/{{{ENVELOPE}}}Fault")
	assert fault is not None
	assert fault.findtext("faultstring")
	detail = fault.find(f"detail/{{{NAMESPACE}}}RiskFault")
	assert detail is not None
	assert detail.findtext(f"{{{NAMESPACE}}}correlationId")
	code = fault.findtext("faultcode") or ""
	return code.partition(":")[2], detail.findtext(f"{{{NAMESPACE}}}code") or ""


class Door:
	"""Posts to the app with the right credentials, unless told otherwise."""

	def __init__(self, config: RiskConfig) -> None:
		self._client = Client(create_app(config))

	def post(
		self,
		body: str | bytes,
		*,
		content_type: str = "text/xml; charset=utf-8",
		authorization: str | None = None,
	) -> TestResponse:
		credentials = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
		given = f"Basic {credentials}" if authorization is None else authorization
		return self._client.post(
			"/", data=body, content_type=content_type, headers={"Authorization": given}
		)

	def ask(self, method: str, path: str = "/") -> TestResponse:
		return self._client.open(path, method=method)


@pytest.fixture
def client(loaded: RiskConfig) -> Door:
	return Door(loaded)

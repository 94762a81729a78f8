"""Bad envelopes, one by one: each gets a clean fault, none a bare error."""

import pytest

from chasqui.contracts.risk import NAMESPACE
from risk_soap.config import RiskConfig
from risk_soap.soap.faults import NS_11 as ENVELOPE
from risk_soap.soap.faults import SOAP_12
from tests.support.risk_door import PING, Door, ask_batch, ask_one, read_fault, wrap

SECRET = "1710034065999999999999"
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
	"unknown_type": wrap(ask_one("carnet", "1710034065")),
	"long_number": wrap(ask_one("cedula", SECRET)),
	"fault_as_question": wrap("<s:Fault><faultcode>s:Client</faultcode></s:Fault>"),
	"doctype": wrap(PING, start=BOMB),
	"external_entity": wrap(ask_one("cedula", "&x;"), start=XXE),
	"references": wrap(REFERENCES),
	"deep": wrap("<a>" * 400 + "</a>" * 400),
	"two_headers": wrap(PING, header="<s:Header/><s:Header/>"),
	"header_after": wrap(PING).replace("</s:Body>", "</s:Body><s:Header/>"),
	"text_between": wrap(ask_one("cedula", "1710034065", "hola")),
	"attribute": wrap(f'<Ping xmlns="{NAMESPACE}" a="b"/>'),
	"prefix_unknown": wrap("<x:Ping/>"),
	"empty_batch": wrap(ask_batch()),
	"long_batch": wrap(ask_batch(*["1710034065"] * 501)),
	"nil_element": wrap(ask_one("cedula", "")),
	"many": wrap(f'<Ping xmlns="{NAMESPACE}">' + "<a/>" * 5000 + "</Ping>"),
}


class TestSoapGuard:
	@pytest.mark.parametrize("name", BAD)
	def test_a_bad_envelope_is_a_client_fault(self, client: Door, name: str) -> None:
		answer = client.post(BAD[name])
		assert answer.status_code == 500
		assert read_fault(answer) == ("Client", "InvalidRequest")
		assert SECRET not in answer.get_data(as_text=True)

	@pytest.mark.parametrize(
		("name", "told"),
		[
			("unknown_type", "«idType» no es uno de los valores del contrato"),
			("long_number", "«idNumber» es demasiado largo"),
			("nil_element", "«idNumber» es demasiado corto"),
			("missing_element", "en «GetRiskByIdentification» falta «idType»"),
			("empty_batch", "«item» va de 1 a 500 veces en un lote"),
			("unknown_element", "«Ping» lleva un elemento que no es del contrato"),
			("cut_xml", "El XML no está bien formado."),
			("two_questions", "un Body de un solo elemento"),
			("external_entity", "No se admiten DOCTYPE ni ENTITY."),
			("references", "No se admiten atributos href ni id."),
			("many", "El sobre tiene demasiados elementos."),
		],
	)
	def test_it_names_the_field_and_the_rule(self, client: Door, name: str, told: str) -> None:
		text = client.post(BAD[name]).get_data(as_text=True)
		assert told in text
		assert SECRET not in text

	@pytest.mark.parametrize("name", BAD)
	def test_it_is_so_in_soap_12_too(self, client: Door, name: str) -> None:
		body = BAD[name].replace(ENVELOPE, SOAP_12.namespace)
		answer = client.post(body, content_type="application/soap+xml")
		assert answer.status_code == 400
		assert read_fault(answer) == ("Sender", "InvalidRequest")
		assert SECRET not in answer.get_data(as_text=True)

	@pytest.mark.parametrize("value", ["1", "true"])
	def test_a_header_to_be_understood_is_not_ignored(self, client: Door, value: str) -> None:
		body = wrap(PING, header=UNDERSTAND.format(value))
		assert read_fault(client.post(body)) == ("MustUnderstand", "MustUnderstand")

	def test_another_header_is_passed_over(self, client: Door) -> None:
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
	def test_known_charsets_serve(self, client: Door, encoding: str, content_type: str) -> None:
		name = f'<FindRiskByName xmlns="{NAMESPACE}"><name>Muñoz Peña</name></FindRiskByName>'
		answer = client.post(wrap(name).encode(encoding), content_type=content_type)
		assert answer.status_code == 200
		assert "17******65" in answer.get_data(as_text=True)

	@pytest.mark.parametrize(
		("body", "content_type"),
		[(b"\xff\xfe\xfd", "text/xml; charset=utf-8"), (b"<a/>", "text/xml; charset=ebcdic-x")],
	)
	def test_other_charsets_are_faults(self, client: Door, body: bytes, content_type: str) -> None:
		answer = client.post(body, content_type=content_type)
		assert read_fault(answer) == ("Client", "InvalidRequest")

	@pytest.mark.parametrize("content_type", ["application/json", "application/soap+xml", ""])
	def test_another_content_type_is_415(self, client: Door, content_type: str) -> None:
		answer = client.post(wrap(PING), content_type=content_type)
		assert answer.status_code == 415
		assert read_fault(answer) == ("Client", "WrongContentType")

	def test_more_than_256_kib_is_413(self, client: Door) -> None:
		answer = client.post(wrap(PING + " " * 256 * 1024))
		assert answer.status_code == 413
		assert read_fault(answer)[1] == "TooLarge"

	@pytest.mark.parametrize("given", ["", "Basic", "Basic eDp5", "Basic ñ", "Bearer x"])
	def test_without_credentials_it_is_401(self, client: Door, given: str) -> None:
		answer = client.post(wrap(PING), authorization=given)
		assert answer.status_code == 401
		assert read_fault(answer)[1] == "NotAuthorized"

	@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
	def test_operations_are_asked_by_post(self, client: Door, method: str) -> None:
		assert client.open(method).status_code == 405

	def test_a_store_that_is_down_is_a_server_fault(self, config: RiskConfig) -> None:
		down = config.model_copy(
			update={"redis_url": type(config.redis_url)("redis://127.0.0.1:1")}
		)
		answer = Door(down).post(wrap(ask_one("cedula", "1710034065")))
		assert answer.status_code == 500
		assert read_fault(answer) == ("Server", "Unavailable")
		assert Door(down).open("GET", "/readyz").status_code == 503

	def test_health_and_figures_answer(self, client: Door) -> None:
		client.post(wrap(PING))
		assert client.open("GET", "/healthz").get_json()["status"] == "ok"
		assert client.open("GET", "/readyz").status_code == 200
		assert "chasqui_risk_request_seconds" in client.open("GET", "/metrics").get_data(
			as_text=True
		)


@pytest.fixture
def client(loaded: RiskConfig) -> Door:
	return Door(loaded)

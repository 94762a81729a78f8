"""Posts envelopes to the risk service in memory, and reads its faults in both versions."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from lxml import etree
from werkzeug.serving import make_server
from werkzeug.test import Client, TestResponse

from chasqui.contracts.risk import NAMESPACE
from chasqui.kernel.clock import read_now
from risk_soap.app.web import create_app
from risk_soap.config import RiskConfig
from risk_soap.soap.envelopes import OASIS
from risk_soap.soap.faults import NS_11, NS_12, SOAP_11, SoapVersion
from tests.support.serving import begin_serving

USER, PASSWORD = "campaigns", "clave-de-prueba"
PING = f'<Ping xmlns="{NAMESPACE}"/>'
SECEXT = f"{OASIS}wssecurity-secext-1.0.xsd"
UTILITY = f"{OASIS}wssecurity-utility-1.0.xsd"
PASSWORD_TEXT = f"{OASIS}username-token-profile-1.0#PasswordText"
PASSWORD_DIGEST = f"{OASIS}username-token-profile-1.0#PasswordDigest"


def ask_one(id_type: str, id_number: str, *more: str) -> str:
	return (
		f'<GetRiskByIdentification xmlns="{NAMESPACE}"><idType>{id_type}</idType>'
		f"<idNumber>{id_number}</idNumber>{''.join(more)}</GetRiskByIdentification>"
	)


def ask_name(name: str) -> str:
	return f'<FindRiskByName xmlns="{NAMESPACE}"><name>{name}</name></FindRiskByName>'


def ask_batch(*numbers: str) -> str:
	items = "".join(
		f"<item><idType>cedula</idType><idNumber>{number}</idNumber></item>" for number in numbers
	)
	return f'<GetRiskBatch xmlns="{NAMESPACE}">{items}</GetRiskBatch>'


def wrap(body: str, *, header: str = "", namespace: str = NS_11, start: str = "") -> str:
	"""Return an envelope; `header` is the whole header element, with the prefix ``s``."""
	return f'{start}<s:Envelope xmlns:s="{namespace}">{header}<s:Body>{body}</s:Body></s:Envelope>'


def make_freshness(age: timedelta = timedelta()) -> str:
	"""Return the elements that tell a new message, made `age` ago."""
	created = (read_now() - age).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
	nonce = base64.b64encode(secrets.token_bytes(16)).decode()
	return f"<o:Nonce>{nonce}</o:Nonce><u:Created>{created}</u:Created>"


def make_token(
	user: str = USER,
	password: str = PASSWORD,
	*,
	kind: str = PASSWORD_TEXT,
	stamp: str = "",
	fresh: str | None = None,
) -> str:
	"""Return a header with a UsernameToken that must be understood, as WSS4J and .NET write it.

	It is of a new message, unless `fresh` says otherwise.
	"""
	fresh = make_freshness() if fresh is None else fresh
	return (
		f'<s:Header><o:Security s:mustUnderstand="1" xmlns:o="{SECEXT}">{stamp}<o:UsernameToken'
		f' xmlns:u="{UTILITY}" u:Id="t-1"><o:Username>{user}</o:Username><o:Password'
		f' Type="{kind}">{password}</o:Password>{fresh}</o:UsernameToken></o:Security></s:Header>'
	)


def write_basic(user: str = USER, password: str = PASSWORD) -> str:
	return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


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
		address: str = "127.0.0.1",
		**headers: str,
	) -> TestResponse:
		given = write_basic() if authorization is None else authorization
		return self._client.post(
			"/",
			data=body,
			content_type=content_type,
			environ_base={"REMOTE_ADDR": address},
			headers={**({"Authorization": given} if given else {}), **headers},
		)

	def ask(self, body: str, version: SoapVersion = SOAP_11, **options: Any) -> TestResponse:
		"""Post a question in an envelope of a version."""
		header = options.pop("header", "")
		envelope = wrap(body, header=header, namespace=version.namespace)
		return self.post(envelope, content_type=version.content_type, **options)

	def open(self, method: str, path: str = "/") -> TestResponse:
		return self._client.open(path, method=method)


def read_fault(answer: TestResponse) -> tuple[str, str]:
	"""Return the fault's code and our own code; the answer must be a whole fault in Spanish."""
	version = NS_12 if answer.mimetype == "application/soap+xml" else NS_11
	fault = etree.fromstring(answer.get_data()).find(f"{{{version}}}Body/{{{version}}}Fault")
	assert fault is not None
	code, text, detail = (read_fault_12 if version == NS_12 else read_fault_11)(fault)
	assert text is not None
	assert text.text
	assert text.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
	correlation = detail.findtext(f"{{{NAMESPACE}}}correlationId")
	assert correlation == answer.headers["X-Request-Id"]
	return code.partition(":")[2], detail.findtext(f"{{{NAMESPACE}}}code") or ""


def read_fault_11(fault: etree._Element) -> tuple[str, etree._Element | None, etree._Element]:
	(detail,) = fault.iterfind("detail/*")
	return fault.findtext("faultcode") or "", fault.find("faultstring"), detail


def read_fault_12(fault: etree._Element) -> tuple[str, etree._Element | None, etree._Element]:
	prefix = f"{{{NS_12}}}"
	(detail,) = fault.iterfind(f"{prefix}Detail/*")
	subcode = fault.findtext(f"{prefix}Code/{prefix}Subcode/{prefix}Value") or ""
	assert subcode == f"risk:{detail.findtext(f'{{{NAMESPACE}}}code')}"
	code = fault.findtext(f"{prefix}Code/{prefix}Value") or ""
	return code, fault.find(f"{prefix}Reason/{prefix}Text"), detail


@contextmanager
def serve_risk(config: RiskConfig) -> Iterator[str]:
	"""Yield the address of the service, served by threads."""
	server = make_server("127.0.0.1", 0, create_app(config), threaded=True)
	thread = begin_serving(server)
	yield f"http://127.0.0.1:{server.server_port}/"
	server.shutdown()
	thread.join()

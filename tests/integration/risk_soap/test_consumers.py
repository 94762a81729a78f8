"""Who may ask: credentials in both places, roles, and how much."""

import base64
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
import redis
import zeep
from pydantic import SecretStr

from chasqui.contracts.risk import NAMESPACE
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.soap_token import OneTimeToken
from risk_soap.config import ConsumerSettings, RiskConfig
from risk_soap.soap.faults import SOAP_11, SOAP_12, VERSIONS, SoapVersion
from risk_soap.use_cases.access_policy import digest_secret
from tests.integration.risk_soap.test_versions import WSDL
from tests.support.risk_door import (
	PASSWORD,
	PASSWORD_DIGEST,
	PING,
	SECEXT,
	USER,
	UTILITY,
	Door,
	ask_batch,
	ask_name,
	ask_one,
	make_token,
	read_fault,
	write_basic,
)

ONE = ask_one("cedula", "1710034065")
ERASE = (
	f'<ErasePerson xmlns="{NAMESPACE}"><idType>cedula</idType><idNumber>1710034065</idNumber>'
	"</ErasePerson>"
)
Change = Callable[..., Door]


@pytest.fixture
def door(loaded: RiskConfig) -> Door:
	return Door(loaded)


@pytest.fixture
def open_door(loaded: RiskConfig) -> Change:
	"""Call with settings of the consumer for a door where it has them."""

	def build(**settings: object) -> Door:
		one = ConsumerSettings(**{"digests": [digest_secret(PASSWORD)], **settings})
		other = ConsumerSettings(digests=[digest_secret("otra-clave")])
		consumers = {USER: one, "otro": other}
		return Door(loaded.model_copy(update={"risk_consumers": consumers}))

	return build


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.number)
class TestUsernameToken:
	def test_one_that_must_be_understood_is_accepted(
		self, door: Door, version: SoapVersion
	) -> None:
		answer = door.ask(PING, version, header=make_token(), authorization="")
		assert answer.status_code == 200

	def test_the_token_of_the_suite_s_own_clients_is_accepted_each_time(
		self, url: str, version: SoapVersion
	) -> None:
		client = zeep.Client(WSDL.as_uri(), wsse=OneTimeToken(USER, PASSWORD))
		binding = f"{{{NAMESPACE}}}RiskSoap{version.number.replace('.', '')}"
		service = client.create_service(binding, url)
		for _ in range(3):
			assert service.Ping().at is not None

	@pytest.mark.parametrize(
		"header",
		[
			make_token(password="otra"),
			make_token(user="nadie"),
			make_token(user=""),
			make_token(kind=PASSWORD_DIGEST),
			make_token(kind="urn:otro"),
			make_token().replace("o:Password", "o:Nonce"),
			make_token().replace("o:UsernameToken", "o:BinarySecurityToken"),
			f'<s:Header><o:Security xmlns:o="{SECEXT}"/></s:Header>',
		],
		ids=["secret", "name", "no_name", "digest", "kind", "no_secret", "binary", "empty"],
	)
	def test_another_is_refused(self, door: Door, version: SoapVersion, header: str) -> None:
		answer = door.ask(PING, version, header=header, authorization="")
		assert read_fault(answer)[1] == "NotAuthorized"
		assert answer.status_code in (401, 500 if version is SOAP_11 else 400)

	def test_a_digest_is_refused_with_the_reason(self, door: Door, version: SoapVersion) -> None:
		header = make_token(kind=PASSWORD_DIGEST)
		answer = door.ask(PING, version, header=header, authorization="")
		assert "PasswordText" in answer.get_data(as_text=True)

	def test_two_security_headers_are_refused(self, door: Door, version: SoapVersion) -> None:
		one = make_token().removeprefix("<s:Header>").removesuffix("</s:Header>")
		answer = door.ask(PING, version, header=f"<s:Header>{one}{one}</s:Header>")
		assert read_fault(answer)[1] == "InvalidRequest"

	@pytest.mark.parametrize(("minutes", "is_known"), [(1, True), (-1, True), (-10, False)])
	def test_a_timestamp_that_is_over_is_refused(
		self, door: Door, version: SoapVersion, minutes: int, is_known: bool
	) -> None:
		until = (read_now() + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
		stamp = (
			f'<u:Timestamp xmlns:u="{UTILITY}"><u:Created>{until}</u:Created>'
			f"<u:Expires>{until}</u:Expires></u:Timestamp>"
		)
		answer = door.ask(PING, version, header=make_token(stamp=stamp), authorization="")
		assert (answer.status_code == 200) is is_known

	@pytest.mark.parametrize(
		("until", "is_known"), [("9999-12-31T23:59:59Z", True), ("0001-01-01T00:00:00Z", False)]
	)
	def test_a_timestamp_at_the_end_of_the_calendar_is_read(
		self, door: Door, version: SoapVersion, until: str, is_known: bool
	) -> None:
		stamp = f'<u:Timestamp xmlns:u="{UTILITY}"><u:Expires>{until}</u:Expires></u:Timestamp>'
		answer = door.ask(PING, version, header=make_token(stamp=stamp), authorization="")
		assert (answer.status_code == 200) is is_known
		assert "InternalError" not in answer.get_data(as_text=True)


class TestCredentials:
	@pytest.mark.parametrize(
		("basic", "secret", "status"),
		[
			(write_basic(), PASSWORD, 200),
			(write_basic("otro", "otra-clave"), "", 200),
			(write_basic("otro", "otra-clave"), PASSWORD, 500),
			(write_basic(), "otra", 500),
			(write_basic(password="otra"), PASSWORD, 401),
			("", "", 401),
		],
		ids=["agree", "another", "differ", "bad_token", "bad_basic", "none"],
	)
	def test_both_at_once_must_agree(
		self, open_door: Change, basic: str, secret: str, status: int
	) -> None:
		header = make_token(password=secret) if secret else ""
		answer = open_door().ask(PING, header=header, authorization=basic)
		assert answer.status_code == status
		if status == 401:
			assert answer.headers["WWW-Authenticate"].startswith("Basic")

	def test_a_secret_with_colons_and_accents_serves(self, open_door: Change) -> None:
		door = open_door(digests=[digest_secret("a:ñ:é")])
		basic = base64.b64encode(f"{USER}:a:ñ:é".encode()).decode()
		assert door.ask(PING, authorization=f"basic {basic}").status_code == 200

	def test_while_a_secret_is_changed_both_hold(self, open_door: Change) -> None:
		door = open_door(digests=[digest_secret("nueva"), digest_secret(PASSWORD)])
		for secret, status in (("nueva", 200), (PASSWORD, 200), ("vieja", 401)):
			answer = door.ask(PING, authorization=write_basic(password=secret))
			assert answer.status_code == status

	def test_a_nameless_crowd_learns_nothing_of_operations(self, door: Door) -> None:
		answer = door.ask("<Borrar/>", authorization="")
		assert read_fault(answer)[1] == "NotAuthorized"

	def test_the_audit_knows_who_asked_and_why(
		self, door: Door, loaded: RiskConfig, redis_client: "redis.Redis"
	) -> None:
		door.ask(ask_one("cedula", "1710034065", "<purpose>cobranza</purpose>"))
		door.ask(ONE, **{"X-Request-Id": "mi-consulta-1"})
		(stream,) = (
			key
			for key in redis_client.scan_iter(f"{loaded.redis_prefix}*")
			if redis_client.type(key) == b"stream"
		)
		entries = [set(entry.values()) for _, entry in redis_client.xrange(stream)]
		assert {USER.encode(), b"cobranza"} <= entries[0]
		assert {USER.encode(), b"unspecified", b"mi-consulta-1"} <= entries[1]


class TestWrongSecrets:
	def test_guessing_is_limited_at_its_address_only(self, open_door: Change) -> None:
		door = open_door()
		wrong = write_basic(password="otra")
		far = {"address": "203.0.113.9"}
		faults = [read_fault(door.ask(PING, authorization=wrong, **far))[1] for _ in range(22)]
		assert faults == ["NotAuthorized"] * 20 + ["RateLimited"] * 2
		right = door.ask(PING, **far)
		assert read_fault(right)[1] == "RateLimited"
		assert 0 < int(right.headers["Retry-After"]) <= 121
		assert door.ask(PING).status_code == 200

	def test_a_name_that_nobody_has_is_limited_alike(self, open_door: Change) -> None:
		door = open_door()
		header = make_token(user="nadie")
		faults = [read_fault(door.ask(PING, header=header, authorization=""))[1] for _ in range(22)]
		assert faults == ["NotAuthorized"] * 20 + ["RateLimited"] * 2
		assert door.ask(PING).status_code == 200


class TestRoles:
	@pytest.mark.parametrize(
		("role", "question"),
		[
			("lookup", ONE),
			("names", ask_name("José Muñoz")),
			("batch", ask_batch("1710034065")),
			("ping", PING),
			("erase", ERASE),
		],
	)
	def test_only_what_the_role_says_may_be_asked(
		self, open_door: Change, role: str, question: str
	) -> None:
		assert open_door(roles=[role]).ask(question).status_code == 200
		others = {"lookup", "names", "batch", "ping", "erase"} - {role}
		answer = open_door(roles=list(others)).ask(question, SOAP_12)
		assert answer.status_code == 400
		assert read_fault(answer) == ("Sender", "NotAuthorized")


class TestRates:
	@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.number)
	def test_more_than_the_burst_has_to_wait(self, open_door: Change, version: SoapVersion) -> None:
		door = open_door(roles=["lookup"], per_minute=6, burst=2)
		answers = [door.ask(ONE, version) for _ in range(3)]
		assert [answer.status_code for answer in answers[:2]] == [200, 200]
		assert read_fault(answers[2])[1] == "RateLimited"
		wait = int(answers[2].headers["Retry-After"])
		assert 1 <= wait <= 10
		assert f"retryAfter>{wait}<" in answers[2].get_data(as_text=True)

	def test_what_is_spent_comes_back(self, open_door: Change) -> None:
		door = open_door(roles=["lookup"], per_minute=300, burst=1)
		assert door.ask(ONE).status_code == 200
		assert read_fault(door.ask(ONE))[1] == "RateLimited"
		time.sleep(0.25)
		assert door.ask(ONE).status_code == 200

	def test_each_person_of_a_batch_counts(self, open_door: Change) -> None:
		door = open_door(per_minute=60, burst=500)
		assert door.ask(ask_batch(*["1710034065"] * 300)).status_code == 200
		assert read_fault(door.ask(ask_batch(*["1710034065"] * 300)))[1] == "RateLimited"
		assert door.ask(ask_batch(*["1710034065"] * 200)).status_code == 200

	def test_a_consumer_does_not_spend_what_is_another_s(self, open_door: Change) -> None:
		door = open_door(roles=["lookup"], per_minute=6, burst=1)
		assert door.ask(ONE).status_code == 200
		assert read_fault(door.ask(ONE))[1] == "RateLimited"
		other = door.ask(ONE, authorization=write_basic("otro", "otra-clave"))
		assert other.status_code == 200

	def test_where_the_rate_is_unknown_nobody_passes(self, loaded: RiskConfig) -> None:
		url = SecretStr("redis://127.0.0.1:1")
		door = Door(loaded.model_copy(update={"redis_url": url}))
		assert read_fault(door.ask(ONE)) == ("Server", "Unavailable")

"""A campaigns service in this process, on a database of its own, with siblings that are fakes.

Only the outside is faked: the customers service (a list of members streamed as it would) and
the broker (messages are kept in a list).
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from pydantic import SecretStr

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.use_cases import passwords
from campaigns.accounts.use_cases.keys import write_new_keys
from campaigns.app.web import build_app
from campaigns.app.wiring import Wiring
from campaigns.config import CampaignsConfig
from campaigns.risk.clients.failures import RiskUnavailable
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.hours import ALWAYS, CallHours, CallHoursUpdate
from chasqui.contracts.customers.segments import SegmentCount, SegmentCriteria
from chasqui.contracts.risk import (
	Identification,
	RiskAnswer,
	RiskLevel,
	RiskMatch,
	RiskStatus,
	UnavailableReason,
)
from chasqui.kernel.clock import read_now, read_today
from chasqui.kernel.errors import Invalid, Unavailable
from chasqui.kernel.texts.text import say
from tests.support.tokens import TokenMaker

PASSWORD = "una clave de prueba"
CAMPAIGN = {
	"name": "Plan hogar",
	"objective": "Que conozcan el plan hogar",
	"budget": "1500.00",
	"starts_on": read_today("America/Guayaquil").isoformat(),
	"ends_on": (read_today("America/Guayaquil") + timedelta(days=60)).isoformat(),
	"criteria": {"genders": ["F"], "provinces": ["EC-P"]},
}


class FakeCustomers:
	"""Streams `members` as customers would; `cut` ends the stream in the middle."""

	def __init__(self) -> None:
		self.members: list[tuple[Any, ...]] = []
		self.cut: str | None = None
		self.asked: SegmentCriteria | None = None

	def count_segment(self, criteria: SegmentCriteria) -> SegmentCount:
		self.asked = criteria
		total = len(self.members)
		return SegmentCount(
			total=total, as_of=date(2026, 11, 20), reachable_email=total, reachable_phone=total
		)

	def list_numbers(self, criteria: SegmentCriteria) -> list[int]:
		self.asked = criteria
		if self.cut:
			raise Unavailable(say("El servicio en prueba no responde."))
		return [int(member[0]) for member in self.members]

	@contextmanager
	def stream_members(
		self, audience_id: int, criteria: SegmentCriteria
	) -> Iterator[Iterator[bytes]]:
		self.asked = criteria
		yield self._stream(audience_id)

	def _stream(self, audience_id: int) -> Iterator[bytes]:
		for number, member in enumerate(self.members):
			if self.cut == "exception" and number == len(self.members) // 2:
				raise Unavailable(say("El servicio en prueba no responde."))
			if self.cut == "silent" and number == len(self.members) // 2:
				return
			yield "\t".join(str(value) for value in (audience_id, *member)).encode() + b"\n"
		yield b"#rows\t%d\n" % len(self.members)


class FakeRisk:
	"""Answers `level`, or that it is not available where that is None."""

	def __init__(self) -> None:
		self.level: RiskLevel | None = RiskLevel.LOW
		self.levels: dict[str, RiskLevel] = {}
		self.asked: list[tuple[str, str]] = []
		self.batches: list[int] = []
		self.fresh: list[bool] = []
		self.refuses = False

	def ask(self, one: Identification, purpose: str, *, fresh: bool = False) -> RiskAnswer:
		self.fresh.append(fresh)
		if self.refuses:
			raise Invalid(
				say("La central de riesgos no acepta lo que se consultó."), code="refused"
			)
		if self.level is None:
			reason = UnavailableReason.NO_ANSWER
			return RiskAnswer(status=RiskStatus.UNAVAILABLE, reason=reason, asked_at=read_now())
		self.asked.append((one.id_number, purpose))
		level = self.levels.get(one.id_number, self.level)
		return RiskAnswer(status=RiskStatus.FOUND, level=level, score=700, asked_at=read_now())

	def find_by_name(self, name: str, limit: int, purpose: str) -> RiskAnswer:
		self.asked.append((name, purpose))
		matches = [
			RiskMatch(masked_id="17******65", name=f"{name} {n}", level=RiskLevel.LOW, score=800)
			for n in range(min(limit, 3))
		]
		status = RiskStatus.MULTIPLE_MATCHES
		return RiskAnswer(status=status, matches=matches, asked_at=read_now())

	def ask_batch(self, items: Sequence[Identification], purpose: str) -> list[RiskAnswer]:
		if self.level is None:
			raise RiskUnavailable(UnavailableReason.NO_ANSWER)
		self.batches.append(len(items))
		return [self.ask(one, purpose) for one in items]

	def read_wait(self) -> float:
		return 0.0


class KeptMessages:
	"""Keeps what would go to the broker."""

	def __init__(self) -> None:
		self.sent: list[tuple[str, dict[str, Any]]] = []

	def publish_after_commit(self, session: Any, task: str, queue: str, **arguments: Any) -> None:
		self.sent.append((task, arguments))


class CampaignsWorld:
	"""The service, its fakes, and staff of each role."""

	def __init__(self, url: str, folder: Path, tokens: TokenMaker, redis_url: str) -> None:
		write_new_keys(folder / "signing.json", folder / "public.json", "own-key")
		self.config = CampaignsConfig(
			database_url=SecretStr(url),
			redis_url=SecretStr(redis_url),
			redis_prefix=f"test:{secrets.token_hex(4)}:",
			signing_keys_file=folder / "signing.json",
			jwks_file=tokens.jwks_file,
		)
		self.customers, self.risk, self.messages = FakeCustomers(), FakeRisk(), KeptMessages()
		self.wiring = Wiring(self.config)
		self.wiring.__dict__.update(
			customers=self.customers, risk=self.risk, publisher=self.messages
		)
		self._tokens = tokens
		self.staff = self._make_staff()
		self.set_hours(ALWAYS)
		self.app = self.build_app()

	def open_client(self, role: Role, name: str | None = None) -> FlaskClient:
		"""Return a client that asks as a person of this role."""
		staff_id = self.staff[name or role.value]
		token = self._tokens.make_staff_token(
			"campaigns", role, subject=f"staff:{staff_id}", name=name or role.value
		)
		return self._open(token)

	def open_service_client(self, *scopes: str) -> FlaskClient:
		"""Return a client that asks as a service with these scopes."""
		return self._open(self._tokens.make_service_token("campaigns", scopes))

	def set_hours(self, hours: CallHours, campaign_id: int | None = None) -> None:
		"""Say when customers are called; whenever the tests run, if nobody says otherwise."""
		with self.wiring.database.open_session() as session:
			service = self.wiring.make_call_hours_service(session)
			version = service.show(campaign_id).version
			service.set(CallHoursUpdate(**dict(hours), version=version), "pruebas", campaign_id)

	def make_campaign(self, **changes: Any) -> dict[str, Any]:
		"""Create a campaign as the marketing head."""
		head = self.open_client(Role.MARKETING_HEAD)
		answer = head.post("/v1/campaigns", json={**CAMPAIGN, **changes})
		assert answer.status_code == 201, answer.json
		return dict(answer.json or {})

	def build_audience(self, campaign_id: int) -> dict[str, Any]:
		"""Request the audience and do what the worker would."""
		head = self.open_client(Role.MARKETING_HEAD)
		answer = head.post(f"/v1/campaigns/{campaign_id}/audience")
		assert answer.status_code == 202, answer.json
		self.wiring.audience_builder.run(answer.json["id"])
		return dict(head.get(f"/v1/campaigns/{campaign_id}/audience").json or {})

	def move(self, campaign_id: int, phase: str) -> dict[str, Any]:
		"""Move a campaign as the marketing head."""
		head = self.open_client(Role.MARKETING_HEAD)
		version = head.get(f"/v1/campaigns/{campaign_id}").json["version"]
		path = f"/v1/campaigns/{campaign_id}/phase"
		answer = head.post(path, json={"phase": phase, "version": version})
		assert answer.status_code == 200, answer.json
		return dict(answer.json or {})

	def close(self) -> None:
		self.wiring.database.close()

	def _open(self, token: str) -> FlaskClient:
		client = self.app.test_client()
		client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
		return client

	def _make_staff(self) -> dict[str, int]:
		people = [(role.value, role) for role in Role] + [("segundo", Role.ADVISOR)]
		accounts = [
			StaffAccountRow(username=name, name=name, roles=[role], password_hash=hash_password())
			for name, role in people
		]
		with self.wiring.database.open_session() as session:
			session.add_all(accounts)
		return {account.username: account.id for account in accounts}

	def build_app(self) -> Any:
		return build_app(self.wiring)


def hash_password() -> str:
	"""Return the hash of `PASSWORD`."""
	return _hash_once(passwords.HASHER)


@cache
def _hash_once(hasher: PasswordHasher) -> str:
	return hasher.hash(PASSWORD)  # argon2 is slow on purpose


def make_members(count: int, first: int = 1) -> list[tuple[Any, ...]]:
	"""Return rows of the member stream: synthetic women of Pichincha who may be contacted."""
	return [
		(
			number, "person", "cedula", f"17{number:08d}", f"Persona Sintética {number}",
			"Persona", "F",
			30 + number % 20, "1200.00", "EC-P", "1701", f"persona{number}@example.com",
			f"+59399000{number:04d}", "t", "t", "t", "es", r"\N",
		)
		for number in range(first, first + count)
	]  # fmt: skip

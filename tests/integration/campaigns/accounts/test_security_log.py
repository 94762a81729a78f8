"""What happens at the doors of every service reaches the administrator."""

from collections import Counter
from datetime import timedelta

from chasqui.contracts.access import Role, Scope
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.kernel.security.event_stream import SecurityStream
from chasqui.kernel.security.events import keep_in, report
from tests.support.campaigns_world import PASSWORD as RIGHT
from tests.support.campaigns_world import CampaignsWorld

FAR = "203.0.113.9"


class TestSecurityLog:
	def test_sign_ins_failures_and_refusals_are_shown(self, world: CampaignsWorld) -> None:
		client = world.open_service_client(Scope.SIGN_IN_RELAY)
		for password in (RIGHT, *["no es esta"] * 5):
			body = {"username": "advisor", "password": password, "address": FAR}
			client.post("/v1/sign-ins", json=body)
		world.open_client(Role.ADVISOR).get("/v1/campaigns")
		world.app.test_client().get("/v1/campaigns")
		collect(world)
		items = read(world)
		times: Counter[str] = Counter()
		for one in items:  # a minute may end meanwhile
			times[one["kind"]] += one["times"]
		assert times == {
			"signed_in": 1, "sign_in_failed": 4, "sign_in_locked": 1, "forbidden": 1,
			"token_refused": 1,
		}  # fmt: skip
		subject = f"staff:{world.staff['advisor']}"
		assert {one["subject"] for one in items} == {subject, "nobody"}
		assert {(one["subject"], one["subject_name"]) for one in items} == {
			(subject, "advisor"), ("nobody", "")
		}  # fmt: skip
		assert {one["address"] for one in items if "sign" in one["kind"]} == {FAR}

	def test_other_services_are_heard_and_a_flood_is_one_row(self, world: CampaignsWorld) -> None:
		config, redis = world.config, world.wiring.redis
		keep_in(SecurityStream(redis, prefix=config.redis_prefix, service="risk_soap"))
		for _ in range(1500):
			report(SecurityKind.SOAP_SECRET_REFUSED, subject="consumer:otro", address=FAR)
		collect(world)
		collect(world)
		items = read(world, kind="soap_secret_refused")
		assert sum(one["times"] for one in items) == 1500
		assert len(items) <= 2
		assert {one["service"] for one in items} == {"risk_soap"}

	def test_it_is_kept_for_its_days(self, world: CampaignsWorld) -> None:
		world.app.test_client().get("/v1/campaigns")
		collect(world)
		days = timedelta(days=world.config.security_log_days)
		for moment, kept in ((days - timedelta(hours=1), 1), (days + timedelta(hours=1), 0)):
			with freeze_clock(read_now() + moment):
				collect(world)
			assert len(read(world)) == kept

	def test_it_is_the_administrators_and_has_pages(self, world: CampaignsWorld) -> None:
		for kind in SecurityKind:
			report(kind, subject="staff:1")
		collect(world)
		admin = world.open_client(Role.ADMINISTRATOR)
		seen, cursor = [], ""
		while cursor is not None:
			query = {"limit": 5, **({"cursor": cursor} if cursor else {})}
			page = admin.get("/v1/security-events", query_string=query).json
			seen += [one["kind"] for one in page["items"]]
			cursor = page["next_cursor"]
		assert sorted(seen) == sorted(SecurityKind)
		head = world.open_client(Role.MARKETING_HEAD)
		assert head.get("/v1/security-events").status_code == 403

	def test_without_redis_the_service_goes_on(self, world: CampaignsWorld) -> None:
		from chasqui.kernel.security.redis_link import connect_redis

		gone = connect_redis("redis://127.0.0.1:1")
		keep_in(SecurityStream(gone, prefix="x:", service="campaigns"))
		report(SecurityKind.FORBIDDEN)


def collect(world: CampaignsWorld) -> None:
	with world.wiring.database.open_session() as session:
		world.wiring.make_security_event_service(session).collect()


def read(world: CampaignsWorld, **query: str) -> list[dict]:  # type: ignore[type-arg]
	admin = world.open_client(Role.ADMINISTRATOR)
	answer = admin.get("/v1/security-events", query_string=query)
	assert answer.status_code == 200, answer.json
	return list((answer.json or {})["items"])

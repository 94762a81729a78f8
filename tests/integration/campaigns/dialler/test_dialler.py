"""With a dialler «llamar» asks it for the call, once, and what it reports is a suggestion."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import select
from werkzeug.serving import make_server

from campaigns.dialler.models import DialAttemptRow
from campaigns.dialler.tasks import build_sweeps
from chasqui.contracts.access import Role
from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.stack.places import REPOSITORY
from tests.integration.campaigns.desk.test_desk import record, start_campaign, take_next
from tests.integration.campaigns.desk.test_dial import change_member, dial, refuse
from tests.support.campaigns_world import CampaignsWorld
from tests.support.fake_dialler import SECRET, FakeDialler, run_fake_dialler, sign_report
from tests.support.serving import begin_serving

EXAMPLE = REPOSITORY / "docs" / "complementarios" / "ejemplos" / "marcador" / "marcador.py"


@pytest.fixture
def dialler(world: CampaignsWorld) -> Iterator[FakeDialler]:
	with run_fake_dialler() as fake:
		use_dialler(world, fake.url)
		yield fake


@pytest.fixture
def advisor(world: CampaignsWorld) -> FlaskClient:
	start_campaign(world, members=3, assigned=3)
	change_member(world, synthetic=False)
	return world.open_client(Role.ADVISOR)


@pytest.mark.covers("K27")
class TestAsk:
	def test_the_dialler_gets_the_number_and_no_name(
		self, advisor: FlaskClient, dialler: FakeDialler
	) -> None:
		lease = take_next(advisor)
		answer = dial(advisor, lease)
		[order] = dialler.orders
		assert dialler.are_valid == [True]
		assert answer.json["attempt"]["state"] == "taken"
		assert order.pop("attempt_id") == answer.json["attempt"]["attempt_id"]
		assert order.pop("sent_at")
		assert order == {
			"customer_token": lease["lease_token"],
			"phone": lease["customer"]["phone"],
			"advisor": "advisor",
			"campaign_id": lease["campaign_id"],
		}

	@pytest.mark.parametrize("status", [302, 404, 429, 500, 503])
	def test_what_it_refuses_is_said_and_not_asked_again(
		self, advisor: FlaskClient, dialler: FakeDialler, status: int
	) -> None:
		dialler.status = status
		answer = dial(advisor, take_next(advisor))
		assert (answer.status_code, answer.json["attempt"]["state"]) == (200, "refused")
		assert len(dialler.orders) == 1

	@pytest.mark.parametrize(("status", "delay"), [(0, 0.0), (202, 2.6)])
	def test_one_that_is_silent_may_ring_all_the_same(
		self, advisor: FlaskClient, dialler: FakeDialler, status: int, delay: float
	) -> None:
		dialler.status, dialler.delay = status, delay
		lease, began = take_next(advisor), time.monotonic()
		assert dial(advisor, lease).json["attempt"]["state"] == "silent"
		assert time.monotonic() - began < 4
		assert "ya está llamando" in refuse(advisor, lease, "dialling")
		assert len(dialler.orders) == 1

	def test_one_that_is_down_does_not_keep_the_desk_from_its_work(
		self, world: CampaignsWorld, advisor: FlaskClient
	) -> None:
		use_dialler(world, "http://127.0.0.1:9/llamadas")
		lease = take_next(advisor)
		answer = dial(advisor, lease)
		assert answer.json["attempt"]["state"] == "unreached"
		assert answer.json["phone"] == lease["customer"]["phone"]
		assert dial(advisor, lease).status_code == 200
		assert record(advisor, lease, "NO_ANSWER").status_code == 200

	def test_two_windows_at_once_ring_once(
		self, advisor: FlaskClient, dialler: FakeDialler
	) -> None:
		lease = take_next(advisor)
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda _: dial(advisor, lease).status_code, range(4)))
		assert sorted(answers) == [200, 409, 409, 409]
		assert len(dialler.orders) == 1

	def test_the_advisor_may_call_again_once_it_is_over_or_old(
		self, world: CampaignsWorld, advisor: FlaskClient, dialler: FakeDialler
	) -> None:
		lease = take_next(advisor)
		dial(advisor, lease)
		assert post(world, report(dialler, "busy")).status_code == 204
		assert dial(advisor, lease).status_code == 200
		refuse(advisor, lease, "dialling")
		with freeze_clock(read_now() + timedelta(seconds=61)):
			assert dial(advisor, lease).status_code == 200
		assert len({one["attempt_id"] for one in dialler.orders}) == 3

	def test_who_may_not_be_called_is_not_asked_for(
		self, world: CampaignsWorld, advisor: FlaskClient, dialler: FakeDialler
	) -> None:
		lease = take_next(advisor)
		change_member(world, synthetic=True)
		assert "número de ejemplo" in refuse(advisor, lease, "sample_phone")
		change_member(world, may_phone=False)
		refuse(advisor, lease, "objected")
		assert dialler.orders == []


@pytest.mark.covers("K27")
class TestReport:
	@pytest.mark.parametrize(
		("outcome", "suggested"),
		[("busy", "BUSY"), ("no_answer", "NO_ANSWER"), ("answered", None), ("failed", None)],
	)
	def test_it_is_a_suggestion_of_the_hold(
		self,
		world: CampaignsWorld,
		advisor: FlaskClient,
		dialler: FakeDialler,
		outcome: str,
		suggested: str | None,
	) -> None:
		path = ask_path(dial(advisor, take_next(advisor)))
		assert advisor.get(path).json["is_awaited"] is True
		assert post(world, report(dialler, outcome, 12)).status_code == 204
		kept = advisor.get("/v1/desk").json["lease"]["dialled"]
		assert (kept["outcome"], kept["seconds"], kept["suggested"]) == (outcome, 12, suggested)
		assert (advisor.get(path).json, kept["is_awaited"]) == (kept, False)
		lease = advisor.get("/v1/desk").json["lease"]
		assert record(advisor, lease, "VOICEMAIL").json["result"] == "VOICEMAIL"
		assert take_next(advisor)["dialled"] is None

	def test_the_same_twice_is_one_and_another_is_refused(
		self, world: CampaignsWorld, advisor: FlaskClient, dialler: FakeDialler
	) -> None:
		path = ask_path(dial(advisor, take_next(advisor)))
		first = report(dialler, "busy")
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda _: post(world, first).status_code, range(4)))
		assert answers == [204] * 4
		other = post(world, report(dialler, "answered", 9))
		assert (other.status_code, other.json["code"]) == (409, "already_reported")
		assert advisor.get(path).json["outcome"] == "busy"

	def test_one_that_comes_before_the_answer_is_kept(
		self, world: CampaignsWorld, advisor: FlaskClient, dialler: FakeDialler
	) -> None:
		answers = []
		dialler.on_order = lambda order: answers.append(
			post(world, sign_report({"attempt_id": order["attempt_id"], "outcome": "failed"}))
		)
		attempt = dial(advisor, take_next(advisor)).json["attempt"]
		assert [one.status_code for one in answers] == [204]
		assert (attempt["state"], attempt["outcome"]) == ("taken", "failed")

	@pytest.mark.parametrize("seconds", [-301, 301])
	def test_a_timestamp_that_is_late_or_early_is_refused(
		self, world: CampaignsWorld, advisor: FlaskClient, dialler: FakeDialler, seconds: int
	) -> None:
		path = ask_path(dial(advisor, take_next(advisor)))
		words = {"attempt_id": dialler.orders[0]["attempt_id"], "outcome": "busy"}
		late = sign_report(words, at=read_now() + timedelta(seconds=seconds))
		assert post(world, late).status_code == 401
		assert advisor.get(path).json["outcome"] is None

	def test_what_another_signed_or_changed_is_refused(
		self, world: CampaignsWorld, advisor: FlaskClient, dialler: FakeDialler
	) -> None:
		path = ask_path(dial(advisor, take_next(advisor)))
		words = {"attempt_id": dialler.orders[0]["attempt_id"], "outcome": "busy"}
		body, headers = sign_report(words)
		stamp = "X-Chasqui-Timestamp"
		for lie in (
			sign_report(words, secret=SECRET[::-1]),
			(body.replace(b"busy", b"failed"), headers),
			(body, {**headers, stamp: str(int(headers[stamp]) + 1)}),
			(body, {**headers, stamp: "ayer"}),
			(body, {**headers, stamp: "²" * 3}),
			(body, {**headers, stamp: "9" * 400}),
			(body, {**headers, "X-Chasqui-Signature": "ñ"}),
			(body, {}),
			(b"no es JSON", {}),
		):
			answer = post(world, lie)
			assert (answer.status_code, answer.json["code"]) == (401, "bad_signature")
		assert advisor.get(path).json["outcome"] is None

	def test_an_unknown_attempt_and_bad_words_are_refused(
		self, world: CampaignsWorld, dialler: FakeDialler
	) -> None:
		words: dict[str, Any] = {"attempt_id": str(uuid4()), "outcome": "busy"}
		unknown = post(world, sign_report(words))
		assert (unknown.status_code, unknown.json["code"]) == (404, "unknown_attempt")
		for change in ({"outcome": "sold"}, {"seconds": -1}, {"seconds": 1e9}, {"name": "Ana"}):
			assert post(world, sign_report({**words, **change})).status_code == 422

	def test_without_a_dialler_nobody_is_believed(self, world: CampaignsWorld) -> None:
		words = {"attempt_id": str(uuid4()), "outcome": "busy"}
		assert post(world, sign_report(words)).status_code == 401
		assert post(world, sign_report(words, secret="")).status_code == 401

	def test_an_attempt_is_its_own_advisors(
		self, world: CampaignsWorld, advisor: FlaskClient, dialler: FakeDialler
	) -> None:
		path = ask_path(dial(advisor, take_next(advisor)))
		assert world.open_client(Role.ADVISOR, "segundo").get(path).status_code == 404
		assert world.open_client(Role.MARKETING_HEAD).get(path).status_code == 403
		assert advisor.get(f"/v1/desk/dials/{uuid4()}").status_code == 404

	def test_it_goes_after_a_month(
		self, world: CampaignsWorld, advisor: FlaskClient, dialler: FakeDialler
	) -> None:
		dial(advisor, take_next(advisor))
		for days, left in ((29, 1), (31, 0)):
			with freeze_clock(read_now() + timedelta(days=days)):
				for sweep in build_sweeps(world.wiring):
					sweep()
			assert len(list_attempts(world)) == left


@pytest.mark.covers("K27")
def test_the_example_of_the_guide_takes_a_call_and_reports_it(
	world: CampaignsWorld, advisor: FlaskClient
) -> None:
	server = make_server("127.0.0.1", 0, world.app, threaded=True)
	begin_serving(server)
	known = {"CHASQUI_DIALLER_SECRET": SECRET, "PORT": "0"}
	known["CAMPAIGNS_URL"] = f"http://127.0.0.1:{server.server_port}"
	example = subprocess.Popen(
		[sys.executable, str(EXAMPLE)],
		stdout=subprocess.PIPE,
		stderr=subprocess.DEVNULL,
		text=True,
		env={**os.environ, **known},
	)
	try:
		assert example.stdout is not None
		use_dialler(world, f"http://127.0.0.1:{int(example.stdout.readline())}/")
		answer = dial(advisor, take_next(advisor))
		assert answer.json["attempt"]["state"] == "taken"
		wait_for(lambda: advisor.get(ask_path(answer)).json["outcome"] == "no_answer")
		use_dialler(world, world.wiring.config.dialler_url, SECRET[::-1])
		record(advisor, advisor.get("/v1/desk").json["lease"], "NO_ANSWER")
		assert dial(advisor, take_next(advisor)).json["attempt"]["state"] == "refused"
	finally:
		example.kill()
		example.wait()
		server.shutdown()
		server.server_close()


def use_dialler(world: CampaignsWorld, url: str, secret: str = SECRET) -> None:
	"""Configure a dialler, in place of any earlier one."""
	settings = {"dialler_url": url, "dialler_secret": SecretStr(secret)}
	world.wiring.config = world.config.model_copy(update=settings)
	for part in ("dialler", "dial_verifier", "_dial_signer", "dial_sender"):
		world.wiring.__dict__.pop(part, None)


def ask_path(answer: Any) -> str:
	"""Return where the attempt of an answer is asked."""
	return f"/v1/desk/dials/{answer.json['attempt']['attempt_id']}"


def report(dialler: FakeDialler, outcome: str, seconds: int = 0) -> tuple[bytes, dict[str, str]]:
	"""Return the report of the last attempt."""
	attempt_id = dialler.orders[-1]["attempt_id"]
	return sign_report({"attempt_id": attempt_id, "outcome": outcome, "seconds": seconds})


def post(world: CampaignsWorld, message: tuple[bytes, dict[str, str]]) -> Any:
	"""Send what a dialler would, without any token."""
	body, headers = message
	return world.app.test_client().post(
		"/v1/dialler/reports", data=body, headers=headers, content_type="application/json"
	)


def list_attempts(world: CampaignsWorld) -> list[DialAttemptRow]:
	with world.wiring.database.open_session() as session:
		return list(session.scalars(select(DialAttemptRow)))


def wait_for(is_so: Callable[[], bool]) -> None:
	end = time.monotonic() + 10
	while not is_so():
		assert time.monotonic() < end
		time.sleep(0.02)

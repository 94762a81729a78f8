"""A design that costs too much is refused, and the mailer answers everybody else meanwhile."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from chasqui.contracts.access import Role, Scope
from chasqui.stack.places import REPOSITORY, find_free_port
from chasqui.stack.plan import list_web_command
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.designs.use_cases.design_sanitizer import MOST_SECONDS
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import open_run
from tests.support.suite import wait_until
from tests.support.tokens import TokenMaker

ANSWER_SECONDS = 2.0  # at most, for a page beside the cleaning; two cores may be busy
# 28 000 rules for 28 000 elements: 15 s and more in which no thread of the mailer moved.
TOO_MANY = "<style>" + "*{top:0}" * 28_000 + "</style>" + "<p>x</p>" * 28_000
# Few enough to be tried, but each element gets thousands of declarations, compared in pairs.
TOO_COSTLY = (
	"<style>" + "".join(f"*{{--a{n}:0}}" for n in range(9_000)) + "</style>" + "<p>x</p>" * 1_000
)


@pytest.fixture
def mailer_url(
	make_config: Callable[..., MailerConfig], tokens: TokenMaker, tmp_path: Path
) -> Iterator[str]:
	"""A web process of the mailer as the suite starts it."""
	config, port = make_config(), find_free_port()
	environment = {
		"CHASQUI_BIND": f"127.0.0.1:{port}",
		"CHASQUI_DATABASE_URL": config.database_url.get_secret_value(),
		"CHASQUI_BROKER_URL": config.broker_url.get_secret_value(),
		"CHASQUI_REDIS_URL": config.redis_url.get_secret_value(),
		"CHASQUI_REDIS_PREFIX": config.redis_prefix,
		"CHASQUI_JWKS_FILE": str(tokens.jwks_file),
	}
	with (tmp_path / "mailer.log").open("ab") as log:
		process = subprocess.Popen(
			[sys.executable, "-m", *list_web_command("mailer")],
			cwd=REPOSITORY,
			env={**os.environ, **environment},
			stdout=log,
			stderr=log,
		)
	url = f"http://127.0.0.1:{port}"
	wait_until(lambda: _is_alive(url), 30)
	yield url
	process.terminate()
	process.wait(10)


@pytest.mark.covers("K17")
@pytest.mark.parametrize(
	("source", "code"), [(TOO_MANY, "too_many_styles"), (TOO_COSTLY, "too_costly")]
)
def test_a_costly_design_is_refused_and_stops_nobody(
	mailer_url: str,
	wiring: Wiring,
	campaigns: FakeCampaigns,
	tokens: TokenMaker,
	source: str,
	code: str,
) -> None:
	open_run(wiring, campaigns, 5)
	head = tokens.make_staff_token("mailer", Role.MARKETING_HEAD)
	portal = tokens.make_service_token("mailer", [Scope.UNSUBSCRIBE])
	with ThreadPoolExecutor(1) as pool:
		upload = pool.submit(_upload, mailer_url, head, source)
		times = list(_ask_while(upload, mailer_url, portal, wiring))
		answer = upload.result()
	assert (answer.status_code, answer.json()["code"]) == (422, code)
	assert answer.elapsed.total_seconds() < MOST_SECONDS + 8
	assert len(times) >= 5
	assert max(times) < ANSWER_SECONDS
	assert _upload(mailer_url, head, "<p>Hola</p>").status_code == 201


def _upload(url: str, token: str, source: str) -> httpx.Response:
	body = {"name": "Diseño", "subject": "Hola", "html": source}
	headers = {"Authorization": f"Bearer {token}"}
	return httpx.post(f"{url}/v1/designs", json=body, headers=headers, timeout=90)


def _ask_while(
	upload: "Future[httpx.Response]", url: str, token: str, wiring: Wiring
) -> Iterator[float]:
	"""Ask for health and for ways out until the upload is answered; yield the seconds of each."""
	with httpx.Client(base_url=url, timeout=60) as client:
		client.headers["Authorization"] = f"Bearer {token}"
		for number in range(1, 10_000):
			if upload.done():
				return
			started = time.monotonic()
			assert client.get("/healthz").status_code == 200
			body = {"token": wiring.signer.sign(number % 5 + 1)}
			assert client.post("/v1/unsubscribe", json=body).status_code == 200
			yield time.monotonic() - started
			time.sleep(0.02)


def _is_alive(url: str) -> bool:
	try:
		return httpx.get(f"{url}/healthz").status_code == 200
	except httpx.TransportError:
		return False

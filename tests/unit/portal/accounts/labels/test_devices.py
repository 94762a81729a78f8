"""Machines by the names that people know."""

import pytest

from portal.accounts.labels.devices import name_agent
from portal.app import create_app

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"


@pytest.mark.parametrize(
	("agent", "told"),
	[
		(f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/140.0.0.0 Safari/537.36",
			"Chrome en Windows"),
		(f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0",
			"Edge en Windows"),
		("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
			"Firefox en Linux"),
		(f"Mozilla/5.0 (Linux; Android 15; K) {WEBKIT} Chrome/140.0 Mobile Safari/537.36",
			"Chrome en Android"),
		(f"{IPHONE} (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
			"Safari en iPhone"),
		("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15",
			"Safari en macOS"),
		("un programa sobre Linux", "Linux"),
		("", "Equipo desconocido"),
		("<script>", "Equipo desconocido"),
	],
)  # fmt: skip
def test_it_is_named(agent: str, told: str) -> None:
	with create_app().test_request_context():
		assert name_agent(agent) == told

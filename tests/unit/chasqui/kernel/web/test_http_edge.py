"""The rules of the edge, on paper; that every service stands behind it, a test on real ones."""

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from chasqui.kernel.web.http_edge import HttpGuard, forbid_keeping
from portal.config import PortalConfig
from risk_soap.config import RiskConfig

HOSTS = ("marketing.example.com",)


def ask(host: str | None, path: str = "/", *, takes_addresses: bool = False) -> int:
	client = Client(HttpGuard(Response("sí"), HOSTS, takes_addresses=takes_addresses))
	return client.get(path, environ_overrides={"HTTP_HOST": host or ""}).status_code


class TestHosts:
	@pytest.mark.parametrize(
		"host",
		[
			"marketing.example.com", "MARKETING.example.com.", "marketing.example.com:8443",
			"localhost", "127.0.0.1:8000", "[::1]:8000",
		],
	)  # fmt: skip
	def test_its_own_names_are_answered(self, host: str) -> None:
		assert ask(host) == 200

	@pytest.mark.parametrize(
		"host",
		[
			"evil.example", "marketing.example.com.evil.example", "x.marketing.example.com",
			"127.0.0.1.evil.example", "203.0.113.9", "10.0.0.5", "0.0.0.0", "[::2]",
		],
	)  # fmt: skip
	def test_others_are_not(self, host: str) -> None:
		assert ask(host) == 421

	@pytest.mark.parametrize(
		"host",
		[
			None, " ", "a b", "evil.example,marketing.example.com", "marketing.example.com/",
			"marketing.example.com:80:80", "user@marketing.example.com", "ñ.example", "a" * 256,
			"marketing.example.com:123456", "marketing.example.com\n",
		],
	)  # fmt: skip
	def test_what_is_no_name_is_a_bad_request(self, host: str | None) -> None:
		assert ask(host) == 400

	@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
	def test_probes_come_by_the_address_of_a_container(self, path: str) -> None:
		assert ask("10.0.0.5:8000", path) == 200
		assert ask("[fd00::5]:8000", path) == 200
		assert ask("evil.example", path) == 421

	def test_programs_may_ask_by_a_private_address_only(self) -> None:
		assert ask("192.168.1.5:8001", "/v1/x", takes_addresses=True) == 200
		assert ask("203.0.113.9", "/v1/x", takes_addresses=True) == 421
		assert ask("evil.example", "/v1/x", takes_addresses=True) == 421

	def test_the_settings_tell_the_names(self) -> None:
		config = RiskConfig(
			public_url="https://Marketing.example.com/x",
			customers_url="http://customers-web:8000",
			risk_public_url="https://riesgo.example.com",
			allowed_hosts="Otra.example.com, 198.51.100.7",
		)
		assert config.hosts == {
			"marketing.example.com", "customers-web", "riesgo.example.com", "otra.example.com",
			"198.51.100.7", "127.0.0.1",
		}  # fmt: skip

	@pytest.mark.parametrize("told", ["https://a.example.com", "a b", "a.example.com;b.example"])
	def test_a_setting_that_is_no_name_is_refused(self, told: str) -> None:
		with pytest.raises(ValueError, match="CHASQUI_ALLOWED_HOSTS"):
			PortalConfig(allowed_hosts=told)

	def test_the_environment_tells_names_between_commas(
		self, monkeypatch: pytest.MonkeyPatch
	) -> None:
		monkeypatch.setenv("CHASQUI_ALLOWED_HOSTS", "")
		assert PortalConfig().hosts == {"127.0.0.1"}
		monkeypatch.setenv("CHASQUI_ALLOWED_HOSTS", "a.example.com,b.example.com")
		assert PortalConfig().hosts == {"127.0.0.1", "a.example.com", "b.example.com"}


class TestKeeping:
	@pytest.mark.parametrize("said", [[], ["no-cache"], ["private, max-age=60"], ["no-store"]])
	def test_nobody_keeps_an_answer(self, said: list[str]) -> None:
		headers = [("X", "y"), *(("cache-control", value) for value in said)]
		assert forbid_keeping(headers) == [("X", "y"), ("Cache-Control", "no-store")]

	@pytest.mark.parametrize("who", ["public", "private"])
	def test_what_never_changes_is_kept_by_whom_it_says(self, who: str) -> None:
		headers = [("Cache-Control", f"{who}, max-age=31536000, immutable")]
		assert forbid_keeping(headers) == headers

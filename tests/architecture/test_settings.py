import re

import pytest
from pydantic import SecretStr

from campaigns.config import CampaignsConfig
from chasqui.contracts.access import Service
from chasqui.kernel.config.settings import DEVELOPMENT_SECRET, Environment, KernelConfig
from chasqui.kernel.config.weak_secrets import find_weakness, list_secrets
from chasqui.stack.places import REPOSITORY
from customers.config import CustomersConfig
from mailer.config import MailerConfig
from portal.config import PortalConfig
from risk_soap.config import EMPTY_DIGEST, RiskConfig

STRONG = "Uf2-nB7x_Qe9sLd4Zr8kVt1wYp6mHc3J"
CONFIGS = (CampaignsConfig, CustomersConfig, MailerConfig, PortalConfig, RiskConfig)


class TestSettings:
	@pytest.mark.parametrize("config", CONFIGS, ids=lambda config: config.__name__)
	def test_every_setting_stands_in_the_example(self, config: type[KernelConfig]) -> None:
		told = (REPOSITORY / ".env.example").read_text("utf-8")
		named = set(re.findall(r"^#? ?(CHASQUI_[A-Z_]+)=", told, re.MULTILINE))
		assert {f"CHASQUI_{name.upper()}" for name in config.model_fields} - named == set()

	@pytest.mark.parametrize("config", CONFIGS, ids=lambda config: config.__name__)
	def test_production_refuses_a_secret_that_everybody_knows(
		self, config: type[KernelConfig]
	) -> None:
		with pytest.raises(ValueError, match="development secret"):
			config(environment=Environment.PRODUCTION)

	def test_secrets_within_a_mapping_are_looked_at_too(self) -> None:
		with pytest.raises(ValueError, match="CHASQUI_SERVICE_SECRETS"):
			CampaignsConfig(
				environment=Environment.PRODUCTION,
				client_secret=SecretStr(STRONG),
				risk_password=SecretStr(STRONG[::-1]),
			)

	@pytest.mark.parametrize(
		"secret", ["", "x", "a" * 64, "abcabcabc" * 8, DEVELOPMENT_SECRET, STRONG[:-1]]
	)
	def test_production_refuses_a_secret_that_can_be_guessed(self, secret: str) -> None:
		for weak in (
			{"session_key": SecretStr(secret), "client_secret": SecretStr(STRONG)},
			{"session_key": SecretStr(STRONG), "client_secret": SecretStr(secret)},
		):
			with pytest.raises(ValueError, match="CHASQUI_"):
				PortalConfig(environment=Environment.PRODUCTION, **weak)

	def test_secrets_within_json_and_addresses_are_looked_at_too(self) -> None:
		assert list_secrets(SecretStr('{"k1": "x"}')) == ["x"]
		assert find_weakness("redis://:x@127.0.0.1/0") is not None
		assert find_weakness(f"redis://:{STRONG}@127.0.0.1/0") is None
		assert find_weakness("redis://127.0.0.1/0") is None

	@pytest.mark.parametrize(
		("url", "is_refused"),
		[
			("http://marketing.example.com", True),
			("http://10.0.0.5:8000", True),
			("https://marketing.example.com", False),
			("http://localhost:8080", False),
			("http://127.0.0.1:8000", False),
		],
	)
	def test_production_is_not_reached_in_clear_unless_so_meant(
		self, url: str, *, is_refused: bool
	) -> None:
		settings = {
			"environment": Environment.PRODUCTION,
			"client_secret": SecretStr(STRONG),
			"session_key": SecretStr(STRONG),
			"public_url": url,
		}
		if is_refused:
			with pytest.raises(ValueError, match="CHASQUI_PUBLIC_URL"):
				PortalConfig(**settings)
		assert PortalConfig(**settings, public_url_may_be_plain=is_refused).public_url == url

	def test_a_risk_service_that_knows_nobody_or_the_known_secret_does_not_start(self) -> None:
		audit = SecretStr(STRONG)
		with pytest.raises(ValueError, match="CHASQUI_RISK_CONSUMERS has a development secret"):
			RiskConfig(environment=Environment.PRODUCTION, risk_audit_key=audit)
		with pytest.raises(ValueError, match="CHASQUI_RISK_CONSUMERS names nobody"):
			RiskConfig(environment=Environment.PRODUCTION, risk_audit_key=audit, risk_consumers={})
		empty = {"campaigns": {"digests": [EMPTY_DIGEST]}}
		with pytest.raises(ValueError, match="digest of an empty secret"):
			RiskConfig(
				environment=Environment.PRODUCTION, risk_audit_key=audit, risk_consumers=empty
			)

	@pytest.mark.parametrize(
		("url", "secret", "fault"),
		[
			("https://marcador.example.com/", None, "needs CHASQUI_DIALLER_SECRET"),
			("https://marcador.example.com/", "", "CHASQUI_DIALLER_SECRET"),
			("https://marcador.example.com/", "corta", "CHASQUI_DIALLER_SECRET is shorter"),
			("https://marcador.example.com/", DEVELOPMENT_SECRET, "development secret"),
			("http://marcador.example.com/", STRONG, "in clear"),
			("marcador.example.com", STRONG, "is an address"),
			("ftp://marcador.example.com/", STRONG, "is an address"),
		],
	)
	def test_a_dialler_needs_a_good_secret_and_a_closed_way(
		self, url: str, secret: str | None, fault: str
	) -> None:
		with pytest.raises(ValueError, match=fault):
			make_production(url, secret)

	def test_a_good_dialler_or_none_starts(self) -> None:
		assert make_production("", None).dialler_secret is None
		for url in ("https://marcador.example.com/llamadas", "http://127.0.0.1:9000/"):
			assert make_production(url, STRONG).dialler_url == url

	def test_the_message_does_not_tell_the_secret(self) -> None:
		with pytest.raises(ValueError, match="CHASQUI_") as caught:
			PortalConfig(environment=Environment.PRODUCTION)
		assert DEVELOPMENT_SECRET not in str(caught.value)


def make_production(url: str, secret: str | None) -> CampaignsConfig:
	"""Return the settings of campaigns in production, with a dialler."""
	return CampaignsConfig(
		environment=Environment.PRODUCTION,
		public_url="https://marketing.example.com",
		client_secret=SecretStr(STRONG),
		risk_password=SecretStr(STRONG),
		sign_in_key=SecretStr(STRONG),
		identity_key=SecretStr(STRONG),
		service_secrets={service: SecretStr(STRONG) for service in Service},
		dialler_url=url,
		dialler_secret=None if secret is None else SecretStr(secret),
	)

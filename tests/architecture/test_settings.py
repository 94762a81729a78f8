import re

import pytest
from pydantic import SecretStr

from campaigns.config import CampaignsConfig
from chasqui.kernel.config import DEVELOPMENT_SECRET, Environment, KernelConfig
from chasqui.stack.places import REPOSITORY
from customers.config import CustomersConfig
from mailer.config import MailerConfig
from portal.config import PortalConfig
from risk_soap.config import RiskConfig

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
				client_secret=SecretStr("one of its own"),
				risk_password=SecretStr("another of its own"),
			)

	def test_a_risk_service_that_knows_nobody_or_the_known_secret_does_not_start(self) -> None:
		audit = SecretStr("one of its own")
		with pytest.raises(ValueError, match="CHASQUI_RISK_CONSUMERS has a development secret"):
			RiskConfig(environment=Environment.PRODUCTION, risk_audit_key=audit)
		with pytest.raises(ValueError, match="CHASQUI_RISK_CONSUMERS names nobody"):
			RiskConfig(environment=Environment.PRODUCTION, risk_audit_key=audit, risk_consumers={})

	def test_the_message_does_not_tell_the_secret(self) -> None:
		with pytest.raises(ValueError, match="CHASQUI_") as caught:
			PortalConfig(environment=Environment.PRODUCTION)
		assert DEVELOPMENT_SECRET not in str(caught.value)

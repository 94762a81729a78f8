"""Settings of the campaigns service."""

from pathlib import Path

from pydantic import SecretStr

from chasqui.contracts.access import Service
from chasqui.kernel.config import DEVELOPMENT_SECRET, DataConfig


class CampaignsConfig(DataConfig):
	"""What campaigns may be told, by ``CHASQUI_<NAME>``.

	`signing_keys_file` is a private JWKS: the first key signs, all of them are published.
	`service_secrets` is JSON: the client secret of each service that may ask for tokens.
	"""

	signing_keys_file: Path = Path("var/keys/signing.json")
	service_secrets: dict[Service, SecretStr] = {  # noqa: RUF012 - pydantic copies it
		service: SecretStr(DEVELOPMENT_SECRET) for service in Service
	}
	access_token_seconds: int = 600
	refresh_token_days: int = 14
	risk_user: str = "campaigns"
	risk_password: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	risk_timeout_seconds: float = 2.0
	lease_minutes: int = 15

"""Settings of the campaigns service."""

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator

from chasqui.contracts.access import Service
from chasqui.kernel.config.settings import DEVELOPMENT_SECRET, DataConfig, Environment
from chasqui.kernel.config.weak_secrets import is_plain


class CampaignsConfig(DataConfig):
	"""The settings of campaigns, by ``CHASQUI_<NAME>``.

	`signing_keys_file` is a private JWKS: the first key signs, all of them are published.
	`service_secrets` is JSON: the client secret of each service that may ask for tokens.
	"""

	signing_keys_file: Path = Path("var/keys/signing.json")
	service_secrets: dict[Service, SecretStr] = {  # noqa: RUF012 - pydantic copies it
		service: SecretStr(DEVELOPMENT_SECRET) for service in Service
	}
	access_token_seconds: int = 600
	refresh_token_days: int = Field(default=14, ge=1)
	"""A sign-in that is not renewed for so long ends."""
	session_days: int = Field(default=14, ge=1)
	"""A sign-in ends after so long, however often it is renewed …"""
	advisor_session_hours: int = Field(default=12, ge=1)
	"""… and that of an advisor after a working day."""
	administrators_need_second_factor: bool = False
	"""Whether an administrator gets nothing until a second factor is set up."""
	security_log_days: int = Field(default=180, ge=1)
	sign_in_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	"""Derives what the sign-in signs and seals; another key ends what the old one signed, second
	factors included."""
	risk_user: str = "campaigns"
	risk_password: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	risk_timeout_seconds: float = 2.0
	risk_connections: int = Field(default=16, ge=1)
	"""As many as threads may ask at once."""
	risk_breaker_failures: int = Field(default=5, ge=1)
	risk_breaker_seconds: float = 10.0
	risk_cache_seconds: int = Field(default=900, ge=0)
	"""How long an answer serves again; 0 keeps none."""
	risk_looks_per_hour: int = Field(default=60, ge=1)
	"""Looks by identification that one of the staff may make on the risk page in an hour."""
	risk_name_looks_per_hour: int = Field(default=30, ge=1)
	identity_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	"""Makes the keys under which looked-up identities are kept; another key voids them all."""
	review_max_rows: int = Field(default=20_000, ge=1)
	review_lease_seconds: int = Field(default=60, ge=5)
	lease_minutes: int = 15
	preflight_needs_approval: bool = False
	"""Whether a second person has to approve the pre-flight of a campaign before it runs."""
	dialler_url: str = ""
	"""Where calls are asked of the company's own dialler; without it each machine dials itself."""
	dialler_secret: SecretStr | None = None
	"""Signs what the dialler is asked and what it reports."""

	@model_validator(mode="after")
	def check_dialler(self) -> Self:
		"""Refuse a dialler without a secret, or one that is sent numbers in clear."""
		if not self.dialler_url:
			return self
		parts = urlsplit(self.dialler_url)
		if parts.scheme not in ("http", "https") or not parts.hostname:
			raise ValueError("CHASQUI_DIALLER_URL is an address with http:// or https://")
		if self.dialler_secret is None or not self.dialler_secret.get_secret_value():
			raise ValueError("CHASQUI_DIALLER_URL needs CHASQUI_DIALLER_SECRET")
		if self.environment is Environment.PRODUCTION and is_plain(self.dialler_url):
			raise ValueError("CHASQUI_DIALLER_URL is http://, so that numbers travel in clear")
		return self

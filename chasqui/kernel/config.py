"""The base of every service's settings: the only readers of the environment."""

from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_SECRET = "only-for-development-machines"  # noqa: S105


class Environment(StrEnum):
	DEVELOPMENT = "development"
	PRODUCTION = "production"


class KernelConfig(BaseSettings):
	"""What every process of the suite may be told, each by ``CHASQUI_<NAME>``.

	A secret may also stand in a file of the same name (lower case, with the prefix) under
	``/run/secrets``. Production refuses to start with a secret of development.
	"""

	model_config = SettingsConfigDict(
		env_prefix="CHASQUI_",
		extra="ignore",
		secrets_dir="/run/secrets" if Path("/run/secrets").is_dir() else None,
	)

	environment: Environment = Environment.DEVELOPMENT
	log_level: str = "INFO"
	zone: str = "America/Guayaquil"
	company_name: str = "Empresa de ejemplo"
	public_url: str = "http://127.0.0.1:8000"
	issuer: str = "chasqui"
	jwks_file: Path | None = None
	customers_url: str = "http://127.0.0.1:8001"
	campaigns_url: str = "http://127.0.0.1:8002"
	mailer_url: str = "http://127.0.0.1:8003"
	risk_url: str = "http://127.0.0.1:8004"

	@model_validator(mode="after")
	def refuse_development_secrets(self) -> Self:
		"""Refuse a production start with a secret that everybody knows."""
		if self.environment is Environment.PRODUCTION:
			for name, value in self:
				if any(DEVELOPMENT_SECRET in secret for secret in list_secrets(value)):
					raise ValueError(f"CHASQUI_{name.upper()} is a development secret")
		return self


def list_secrets(value: object) -> list[str]:
	"""Return the secrets in a setting: one, those of a mapping, or none."""
	if isinstance(value, SecretStr):
		return [value.get_secret_value()]
	if isinstance(value, dict):
		return [secret for item in value.values() for secret in list_secrets(item)]
	return []


class ClientConfig(KernelConfig):
	"""Settings of a service that asks its siblings, with a secret of its own."""

	client_secret: SecretStr = SecretStr(DEVELOPMENT_SECRET)


class DataConfig(ClientConfig):
	"""Settings of a service that owns a database and has a worker."""

	database_url: SecretStr = SecretStr("postgresql://127.0.0.1/none")
	database_pool_size: int = 8
	broker_url: SecretStr = SecretStr("redis://127.0.0.1:6379/0")
	redis_url: SecretStr = SecretStr("redis://127.0.0.1:6379/1")
	redis_prefix: str = "chasqui:"
	ready_file: Path | None = None

"""The base of every service's settings: the only readers of the environment."""

from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from chasqui.contracts.access import Service
from chasqui.kernel.config.host_names import read_hosts, read_names
from chasqui.kernel.config.weak_secrets import (
	DEVELOPMENT_SECRET,
	find_weakness,
	is_plain,
	list_secrets,
)

__all__ = ["DEVELOPMENT_SECRET", "ClientConfig", "DataConfig", "Environment", "KernelConfig"]


class Environment(StrEnum):
	DEVELOPMENT = "development"
	PRODUCTION = "production"


class KernelConfig(BaseSettings):
	"""What every process of the suite may be configured with, each by ``CHASQUI_<NAME>``.

	A secret may also stand in a file of the same name (lower case, with the prefix) under
	``/run/secrets``. Production refuses to start with a secret that can be guessed, and with a
	public address in clear unless `public_url_may_be_plain` says that this is meant.
	`allowed_hosts` are names, between commas, by which the suite is asked besides its addresses.
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
	public_url_may_be_plain: bool = False
	allowed_hosts: str = ""
	issuer: str = "chasqui"
	jwks_file: Path | None = None
	customers_url: str = "http://127.0.0.1:8001"
	campaigns_url: str = "http://127.0.0.1:8002"
	mailer_url: str = "http://127.0.0.1:8003"
	risk_url: str = "http://127.0.0.1:8004"

	@field_validator("allowed_hosts")
	@classmethod
	def check_hosts(cls, names: str) -> str:
		"""Refuse what is no name of a machine, such as an address with its scheme."""
		if None in read_names(names):
			raise ValueError("CHASQUI_ALLOWED_HOSTS is names between commas, without http://")
		return names

	@property
	def own_urls(self) -> tuple[str, ...]:
		"""The addresses at which the suite is asked."""
		siblings = (self.customers_url, self.campaigns_url, self.mailer_url, self.risk_url)
		return (self.public_url, *siblings)

	def read_url(self, service: Service) -> str:
		"""Return where a service that holds data is asked."""
		url: str = getattr(self, f"{service.value}_url")
		return url

	@property
	def hosts(self) -> set[str]:
		"""The names by which the suite is asked; other names are not answered."""
		return read_hosts(self.own_urls) | {one for one in read_names(self.allowed_hosts) if one}

	@model_validator(mode="after")
	def refuse_weak_production(self) -> Self:
		"""Refuse a production start with weak settings; the message reveals no secret."""
		if self.environment is Environment.PRODUCTION:
			for name, value in self:
				for secret in list_secrets(value):
					if fault := find_weakness(secret):
						raise ValueError(f"CHASQUI_{name.upper()} {fault}")
			if is_plain(self.public_url) and not self.public_url_may_be_plain:
				raise ValueError(
					"CHASQUI_PUBLIC_URL is http://, so that passwords travel in clear; "
					"CHASQUI_PUBLIC_URL_MAY_BE_PLAIN=true says that this is meant"
				)
		return self


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

"""Settings of the credit-risk service."""

import hashlib
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, SecretStr, StringConstraints, model_validator

from chasqui.contracts.risk import MAX_BATCH
from chasqui.kernel.config.settings import DEVELOPMENT_SECRET, Environment, KernelConfig

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
MOST_PER_MINUTE = 10_000_000
EMPTY_DIGEST = hashlib.sha256(b"").hexdigest()
KNOWN_DIGEST = hashlib.sha256(DEVELOPMENT_SECRET.encode()).hexdigest()
RoleName = Literal["lookup", "names", "batch", "ping", "erase"]
# Erasing is for whoever keeps the customers: it is given by name.
ASKING: frozenset[RoleName] = frozenset({"lookup", "names", "batch", "ping"})


class ConsumerSettings(BaseModel, frozen=True, extra="forbid"):
	"""One consumer: SHA-256 of its secrets (hexadecimal), roles, people asked per minute."""

	digests: list[Digest] = Field(min_length=1, max_length=4)
	roles: frozenset[RoleName] = ASKING
	per_minute: int = Field(default=6000, ge=1, le=MOST_PER_MINUTE)
	burst: int = Field(default=6000, ge=1, le=MOST_PER_MINUTE)

	@model_validator(mode="after")
	def refuse_useless_burst(self) -> Self:
		"""Refuse a consumer whose biggest batches could never pass."""
		if "batch" in self.roles and self.burst < MAX_BATCH:
			raise ValueError(f"burst must be at least {MAX_BATCH} with the role batch")
		return self


class StoreKind(StrEnum):
	REDIS = "redis"
	DYNAMODB = "dynamodb"


class RiskConfig(KernelConfig):
	"""The settings of the risk service, by ``CHASQUI_<NAME>``.

	`risk_public_url` is the address that the WSDL gives its clients; without it, `risk_url`.
	`risk_consumers` is JSON: who may ask. Records older than `risk_fresh_days` are answered as
	`STALE`. `risk_at_once` questions are worked on at a time in one process; another waits for its
	turn no longer than `risk_store_timeout_seconds`, and holds no thread meanwhile.

	`risk_store` chooses what keeps the records. `risk_audit_key` makes the marks that stand for
	persons in the audit and in the list of those erased: keep it, neither can be read without
	it. Look-ups are remembered for `risk_audit_days`.
	"""

	redis_url: SecretStr = SecretStr("redis://127.0.0.1:6379/1")
	redis_prefix: str = "chasqui:"
	risk_public_url: str = ""
	risk_consumers: dict[str, ConsumerSettings] = {  # noqa: RUF012 - pydantic copies it
		"campaigns": ConsumerSettings(digests=[KNOWN_DIGEST])
	}
	risk_fresh_days: int = 180
	risk_store_timeout_seconds: float = 1.0
	risk_at_once: int = Field(default=1, ge=1)

	risk_store: StoreKind = StoreKind.REDIS
	risk_table: str = "chasqui-risk"
	risk_dynamodb_region: str = "us-east-1"
	risk_dynamodb_url: str = ""
	risk_audit_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	risk_audit_days: int = Field(default=365, ge=1)

	@property
	def own_urls(self) -> tuple[str, ...]:
		return (*super().own_urls, self.risk_public_url)

	@model_validator(mode="after")
	def refuse_weak_production(self) -> Self:
		"""Refuse a production start without consumers, or with a secret that everybody knows."""
		if self.environment is Environment.PRODUCTION:
			if not self.risk_consumers:
				raise ValueError("CHASQUI_RISK_CONSUMERS names nobody")
			digests = {digest for one in self.risk_consumers.values() for digest in one.digests}
			if KNOWN_DIGEST in digests:
				raise ValueError("CHASQUI_RISK_CONSUMERS has a development secret")
			if EMPTY_DIGEST in digests:
				raise ValueError("CHASQUI_RISK_CONSUMERS has the digest of an empty secret")
		return self

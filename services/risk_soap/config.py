"""Settings of the credit-risk service."""

from enum import StrEnum

from pydantic import Field, SecretStr

from chasqui.kernel.config import DEVELOPMENT_SECRET, KernelConfig


class StoreKind(StrEnum):
	REDIS = "redis"
	DYNAMODB = "dynamodb"


class RiskConfig(KernelConfig):
	"""What the risk service may be told, by ``CHASQUI_<NAME>``.

	`risk_url` is the address that the WSDL tells its clients. Records older than
	`risk_fresh_days` are answered as `STALE`.

	`risk_store` chooses what keeps the records. `risk_audit_key` makes the marks that stand for
	persons in the audit and in the list of those forgotten: keep it, neither can be read without
	it. Look-ups are remembered for `risk_audit_days`.
	"""

	redis_url: SecretStr = SecretStr("redis://127.0.0.1:6379/1")
	redis_prefix: str = "chasqui:"
	risk_user: str = "campaigns"
	risk_password: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	risk_fresh_days: int = 180
	risk_store_timeout_seconds: float = 1.0

	risk_store: StoreKind = StoreKind.REDIS
	risk_table: str = "chasqui-risk"
	risk_dynamodb_region: str = "us-east-1"
	risk_dynamodb_url: str = ""
	risk_audit_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	risk_audit_days: int = Field(default=365, ge=1)

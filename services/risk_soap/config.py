"""Settings of the credit-risk service."""

from pydantic import SecretStr

from chasqui.kernel.config import DEVELOPMENT_SECRET, KernelConfig


class RiskConfig(KernelConfig):
	"""What the risk service may be told, by ``CHASQUI_<NAME>``.

	`risk_url` is the address that the WSDL tells its clients. Records older than
	`risk_fresh_days` are answered as `STALE`.
	"""

	redis_url: SecretStr = SecretStr("redis://127.0.0.1:6379/1")
	redis_prefix: str = "chasqui:"
	risk_user: str = "campaigns"
	risk_password: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	risk_fresh_days: int = 180
	risk_store_timeout_seconds: float = 1.0

"""Settings of the customers service."""

from pydantic import Field, SecretStr

from chasqui.kernel.config.settings import DEVELOPMENT_SECRET, DataConfig


class CustomersConfig(DataConfig):
	"""The settings of customers, by ``CHASQUI_<NAME>``.

	An import's holder renews its lease with every batch; another takes over when it is past.
	The audit deletes entries older than `audit_retention_days`.
	`erasure_key` makes the digests by which erased persons are known again: if it is lost or
	changed, an import may bring them back.
	An XLSX file may unpack to `import_unpacked_max_bytes`; a JSON file is read whole, up to
	`import_json_max_bytes`. Refused rows as they came, and files that nobody went on with, are
	deleted after `import_report_days`; so are searches for duplicates that have ended.
	A record that nobody has touched for `stale_days` is shown as stale.
	`import_lanes` batches are loaded side by side, each on a connection and core of its own.
	A file of about `import_first_load_rows` or more, ten times as many as there are customers, is
	a first load: the customers' indexes rest meanwhile.
	"""

	quote_days: int = Field(default=15, ge=1, le=365)
	"""How long a quote holds of which nobody says until when."""
	company_ruc: str = Field(default="", pattern=r"^(\d{13})?$")
	"""Of who sells: the keys of its documents are compared with it, and quotes name it. Empty:
	neither."""
	audit_retention_days: int = Field(default=5 * 365, ge=30)
	stale_days: int = Field(default=2 * 365, ge=30)
	risk_user: str = "customers"
	risk_password: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	risk_timeout_seconds: float = 5.0
	erasure_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
	import_max_bytes: int = 2 * 1024**3
	import_unpacked_max_bytes: int = 4 * 1024**3
	import_json_max_bytes: int = 64 * 1024**2
	import_report_days: int = Field(default=30, ge=1)
	import_batch_rows: int = 5000
	import_lanes: int = Field(default=2, ge=1, le=16)
	import_first_load_rows: int = Field(default=50_000, ge=1)
	import_lease_seconds: int = 20

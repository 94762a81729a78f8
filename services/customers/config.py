"""Settings of the customers service."""

from pydantic import Field

from chasqui.kernel.config import DataConfig


class CustomersConfig(DataConfig):
	"""What customers may be told, by ``CHASQUI_<NAME>``.

	An import's holder renews its lease with every batch; another takes over when it is past.
	The audit forgets entries older than `audit_retention_days`.
	`import_lanes` batches are loaded side by side, each on a connection and core of its own.
	"""

	audit_retention_days: int = Field(default=5 * 365, ge=30)
	import_max_bytes: int = 2 * 1024**3
	import_batch_rows: int = 5000
	import_lanes: int = Field(default=2, ge=1, le=16)
	import_lease_seconds: int = 20

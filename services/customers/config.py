"""Settings of the customers service."""

from chasqui.kernel.config import DataConfig


class CustomersConfig(DataConfig):
	"""What customers may be told, by ``CHASQUI_<NAME>``.

	An import's holder renews its lease with every batch; another takes over when it is past.
	"""

	import_max_bytes: int = 2 * 1024**3
	import_batch_rows: int = 5000
	import_lease_seconds: int = 20

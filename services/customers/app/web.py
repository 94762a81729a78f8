"""The Flask app: ``gunicorn 'customers.app.web:create_app()'``."""

from chasqui.kernel.feed.app import build_data_app
from chasqui.kernel.web.app import WebApp
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from customers.tables import EventRow, IdempotencyRow


def create_app(config: CustomersConfig | None = None) -> WebApp:
	"""Return the web app of customers."""
	return build_app(Wiring(config or CustomersConfig()))


def build_app(wiring: Wiring) -> WebApp:
	"""Return the views of all features over these parts."""
	return build_data_app(
		wiring, EventRow, IdempotencyRow, max_upload_bytes=wiring.config.import_max_bytes
	)

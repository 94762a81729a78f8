"""The Flask app: ``gunicorn 'campaigns.app.web:create_app()'``."""

from campaigns.app.wiring import Wiring
from campaigns.config import CampaignsConfig
from campaigns.tables import EventRow, IdempotencyRow
from chasqui.kernel.feed.app import build_data_app
from chasqui.kernel.web.app import WebApp


def create_app(config: CampaignsConfig | None = None) -> WebApp:
	"""Return the web app of campaigns."""
	return build_app(Wiring(config or CampaignsConfig()))


def build_app(wiring: Wiring) -> WebApp:
	"""Return the views of all features over these parts."""
	return build_data_app(wiring, EventRow, IdempotencyRow)

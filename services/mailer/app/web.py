"""The Flask app: ``gunicorn 'mailer.app.web:create_app()'``."""

from chasqui.kernel.feed.app import build_data_app
from chasqui.kernel.web.app import WebApp
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.sending.engines.ledger_collector import register_ledger
from mailer.tables import EventRow, IdempotencyRow


def create_app(config: MailerConfig | None = None) -> WebApp:
	"""Return the web app of the mailer."""
	return build_app(Wiring(config or MailerConfig()))


def build_app(wiring: Wiring) -> WebApp:
	"""Return the views of all features over these parts."""
	register_ledger(wiring.database)
	_ = wiring.dkim_signer  # a key that is none is refused at the start, not at the first mail
	return build_data_app(wiring, EventRow, IdempotencyRow)

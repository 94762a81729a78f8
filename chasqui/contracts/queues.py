"""Names on the broker: each worker's queue, each task, and what the beat sends when.

The beat reads only this file; it imports no service.
"""

from dataclasses import dataclass

from chasqui.contracts.access import Service
from chasqui.contracts.event_payloads import PRODUCERS

CUSTOMERS_QUEUE = Service.CUSTOMERS.value
CAMPAIGNS_QUEUE = Service.CAMPAIGNS.value
MAILER_QUEUE = Service.MAILER.value

# Whoever follows a feed has this task on the queue of its name.
CONSUME_EVENTS = {reader: f"{reader.value}.consume_events" for reader in PRODUCERS}
CUSTOMERS_RUN_IMPORT = "customers.run_import"
CUSTOMERS_RUN_BULK = "customers.run_bulk"
CUSTOMERS_FIND_DUPLICATES = "customers.find_duplicates"
CUSTOMERS_RUN_SEARCH = "customers.run_duplicate_search"
CUSTOMERS_SWEEP = "customers.sweep"
CAMPAIGNS_BUILD_AUDIENCE = "campaigns.build_audience"
CAMPAIGNS_CHECK_FIGURES = "campaigns.check_figures"
CAMPAIGNS_COUNT_PREFLIGHT = "campaigns.count_preflight"
CAMPAIGNS_COMPARE_AUDIENCE = "campaigns.compare_audience"
CAMPAIGNS_REVIEW_RISK = "campaigns.review_risk"
CAMPAIGNS_SWEEP = "campaigns.sweep"
CAMPAIGNS_PUBLISH_ENDED = "campaigns.publish_ended_sessions"
CAMPAIGNS_MAIL_LINKS = "campaigns.mail_password_links"
CAMPAIGNS_COLLECT_SECURITY = "campaigns.collect_security_events"
MAILER_OPEN_MONTHLY_RUNS = "mailer.open_monthly_runs"
MAILER_FILL_RUN = "mailer.fill_run"
MAILER_SEND_RUN = "mailer.send_run"
MAILER_SEND_SERVICE = "mailer.send_service_mails"
MAILER_SWEEP = "mailer.sweep"
MAILER_READ_MAILBOX = "mailer.read_mailbox"
MAILER_FILE_RECEIVED = "mailer.file_received"

EVENT_POLL_SECONDS = 5.0
SWEEP_SECONDS = 30.0
MAILBOX_SECONDS = 30.0
MONTHLY_CHECK_SECONDS = 300.0
DUPLICATE_SEARCH_SECONDS = 6 * 3600.0
FIGURE_CHECK_SECONDS = 24 * 3600.0


@dataclass(frozen=True)
class Tick:
	"""A message that the beat sends every `seconds` to `queue`.

	A cheap one is also sent by each worker to itself whenever it meets the broker.
	"""

	task: str
	queue: str
	seconds: float
	is_cheap: bool = True

	@property
	def lifetime(self) -> float:
		"""Seconds after which a message that nobody took is stale: the next one is due."""
		return max(self.seconds, 10.0)


BEAT_SCHEDULE = (
	*(Tick(task, reader.value, EVENT_POLL_SECONDS) for reader, task in CONSUME_EVENTS.items()),
	Tick(CUSTOMERS_FIND_DUPLICATES, CUSTOMERS_QUEUE, DUPLICATE_SEARCH_SECONDS, is_cheap=False),
	Tick(CUSTOMERS_SWEEP, CUSTOMERS_QUEUE, SWEEP_SECONDS),
	Tick(CAMPAIGNS_CHECK_FIGURES, CAMPAIGNS_QUEUE, FIGURE_CHECK_SECONDS, is_cheap=False),
	Tick(CAMPAIGNS_SWEEP, CAMPAIGNS_QUEUE, SWEEP_SECONDS),
	Tick(CAMPAIGNS_PUBLISH_ENDED, CAMPAIGNS_QUEUE, SWEEP_SECONDS),
	Tick(CAMPAIGNS_COLLECT_SECURITY, CAMPAIGNS_QUEUE, 5.0),
	Tick(MAILER_SWEEP, MAILER_QUEUE, SWEEP_SECONDS),
	Tick(MAILER_READ_MAILBOX, MAILER_QUEUE, MAILBOX_SECONDS),
	Tick(MAILER_OPEN_MONTHLY_RUNS, MAILER_QUEUE, MONTHLY_CHECK_SECONDS),
)

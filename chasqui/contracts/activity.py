"""Words of what campaigns and the mailer have done with one customer, for the profile (R9)."""

from typing import Any

from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.desk import PastCall
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.mailer.runs import DeliveryState, RunKind
from chasqui.contracts.risk import RiskLevel, RiskStatus
from chasqui.contracts.wire import Contract, Day, Instant, Money

# Of each kind the newest so many are listed; `is_cut` says that there are more.
MOST_LISTED = 100


class CampaignPlace(Contract):
	"""A campaign whose audience holds the customer, and how its calls to the customer stand."""

	campaign_id: int
	campaign_name: str
	phase: Phase
	may_email: bool
	may_phone: bool
	attempts: int = 0
	last_result: str | None = None
	income: Money | None = None
	matched: dict[str, Any] = {}
	"""What met the criteria when the audience was built, as `MemberView` has it."""


class RiskLook(Contract):
	"""One look at the customer's risk. `score` (0–1000, higher is safer) is not for advisors."""

	staff_name: str
	status: RiskStatus
	level: RiskLevel
	score: int | None = None
	as_of: Day | None = None
	source: str | None = None
	looked_at: Instant


class ObjectionView(Contract):
	"""A channel that the customer does not want, reported to campaigns; it outlives audiences."""

	channel: ConsentChannel
	source: str
	objected_at: Instant


class CustomerActivity(Contract):
	"""What campaigns knows about a customer, the newest first; empty where it knows nothing."""

	customer_id: int
	calls: list[PastCall]
	places: list[CampaignPlace]
	risk_looks: list[RiskLook]
	objections: list[ObjectionView]
	is_cut: bool = False


class MailSent(Contract):
	"""A mail to the customer, or the reason why there was none. Tests are left out."""

	delivery_id: int
	run_id: int
	campaign_id: int | None
	campaign_name: str
	kind: RunKind
	subject: str
	state: DeliveryState
	reason: str | None = None
	updated_at: Instant


class SuppressionView(Contract):
	"""Why the mailer does not write to the customer: unsubscribe, consent, objection, bounce."""

	source: str
	since: Instant


class CustomerMails(Contract):
	"""What the mailer knows about a customer, the newest first."""

	customer_id: int
	mails: list[MailSent]
	suppressions: list[SuppressionView]
	is_cut: bool = False

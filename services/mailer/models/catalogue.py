"""All tables of the mailer, for migrations."""

from mailer.models.delivery import DeliveryRow
from mailer.models.design import DesignRow
from mailer.models.design_version import DesignVersionRow
from mailer.models.erasure_order import ErasureOrderRow
from mailer.models.event import EventCursorRow, EventRow, StuckEventRow
from mailer.models.idempotency import IdempotencyRow
from mailer.models.merged_customer import MergedCustomerRow
from mailer.models.run import RunRow
from mailer.models.suppression import SuppressionRow
from mailer.models.tables import Table

TABLES = (
	DesignRow,
	DesignVersionRow,
	RunRow,
	DeliveryRow,
	SuppressionRow,
	ErasureOrderRow,
	MergedCustomerRow,
	EventRow,
	EventCursorRow,
	StuckEventRow,
	IdempotencyRow,
)
METADATA = Table.metadata

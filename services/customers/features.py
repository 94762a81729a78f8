"""What the service is made of, from the lowest feature to the highest."""

from sqlalchemy import MetaData

from chasqui.kernel.features import Features
from customers.tables import Table

FEATURES = Features(
	"customers",
	"audit",
	"people",
	"consent",
	"registration",
	"catalogue",
	"subscriptions",
	"sales",
	"quotes",
	"equipment",
	"segments",
	"imports",
	"quality",
	"lists",
	"rights",
)


def load_metadata() -> MetaData:
	"""Return the tables of all features."""
	return FEATURES.load_tables(Table)

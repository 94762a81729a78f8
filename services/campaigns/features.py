"""What the service is made of, from the lowest feature to the highest."""

from sqlalchemy import MetaData

from campaigns.tables import Table
from chasqui.kernel.features import Features

FEATURES = Features(
	"campaigns", "accounts", "campaigns", "audiences", "contacts", "risk", "hours", "rules",
	"risk_rules", "pressure", "answers", "scripts", "information", "results", "finance", "dialler",
	"desk", "work", "rounds", "supervision", "overlaps", "exclusions", "comparison", "preflight",
	"statistics", "privacy",
)  # fmt: skip


def load_metadata() -> MetaData:
	"""Return the tables of all features."""
	return FEATURES.load_tables(Table)

"""What the service is made of, from the lowest feature to the highest."""

from sqlalchemy import MetaData

from chasqui.kernel.features import Features
from mailer.tables import Table

FEATURES = Features(
	"mailer",
	"designs",
	"suppression",
	"pressure",
	"receiving",
	"runs",
	"sending",
	"bounces",
	"conversations",
	"people",
)


def load_metadata() -> MetaData:
	"""Return the tables of all features."""
	return FEATURES.load_tables(Table)

"""A name's apostrophe joins its word, and addresses are found by their domain."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0025_search_words"
down_revision = "0024_mailable_addresses"
branch_labels = None
depends_on = None

APOSTROPHES = "['\u2018\u2019\u201b\u02bc\u00b4`]"
FOUND = "SELECT id, name FROM customer WHERE name ~ :signs"
CHANGE = "UPDATE customer SET name_key = :key WHERE id = :id"


def upgrade() -> None:
	write_keys("")
	op.execute("""
	CREATE INDEX ix_customer_email_domain ON customer ((split_part(email, '@', 2)))
	WHERE email IS NOT NULL
	""")


def downgrade() -> None:
	op.execute("DROP INDEX ix_customer_email_domain")
	write_keys(" ")


def write_keys(apostrophe: str) -> None:
	"""Write the keys of names with an apostrophe anew, with what stands for it."""
	connection = op.get_bind()
	for row in connection.execute(sa.text(FOUND), {"signs": APOSTROPHES}).all():
		joined = re.sub(APOSTROPHES, apostrophe, row.name.upper())
		plain = re.sub("[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", joined))
		key = " ".join(re.sub(r"[^A-Z0-9]+", " ", plain).split())
		connection.execute(sa.text(CHANGE), {"key": key, "id": row.id})

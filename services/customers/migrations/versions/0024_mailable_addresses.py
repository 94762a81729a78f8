"""Addresses that mail can go to: domains in punycode; what cannot be written to is not reachable.

Those with other letters before the @ stay as they are, as if they had bounced: they are listed in
data quality, to be corrected.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024_mailable_addresses"
down_revision = "0023_given_names"
branch_labels = None
depends_on = None

TABLES = {"customer": "email", "customer_contact": "value"}
UNREACHABLE = """
UPDATE customer SET email_bounced_at = now()
WHERE email_bounced_at IS NULL AND split_part(email, '@', 1) ~ '[^ -~]'
"""


def upgrade() -> None:
	connection = op.get_bind()
	for table, column in TABLES.items():
		found = sa.text(f"SELECT DISTINCT {column} FROM {table} WHERE {column} ~ '@.*[^ -~]'")
		change = sa.text(f"UPDATE {table} SET {column} = :after WHERE {column} = :before")
		for (address,) in connection.execute(found).all():
			local, _, domain = address.rpartition("@")
			after = f"{local}@{write_domain(domain)}"
			if after != address:
				connection.execute(change, {"before": address, "after": after})
	op.execute(UNREACHABLE)


def downgrade() -> None:
	"""Leave the addresses: both forms name one mailbox."""


def write_domain(domain: str) -> str:
	"""Return a domain in punycode, or as it is where it has none."""
	try:
		return domain.encode("idna").decode()
	except UnicodeError:
		return domain

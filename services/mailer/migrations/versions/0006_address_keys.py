"""Addresses are known again by a keyed digest, no longer by a bare SHA-256

In one transaction, before any process starts: were a part of the rows keyed and a part not, an
address that nobody may write to could be written to in between. The database does it by itself, a
statement for each table, for an HMAC is two SHA-256.
"""

import sqlalchemy as sa
from alembic import op

from mailer.config import MailerConfig
from mailer.designs.domain.address_digests import AddressHasher

revision = "0006_address_keys"
down_revision = "0005_stuck_events"
branch_labels = None
depends_on = None

TABLES = ("suppression", "delivery")
KEY = """
	UPDATE {table} SET address_hash = sha256(:outer || sha256(:inner || address_hash))
	WHERE address_hash IS NOT NULL
"""


def upgrade() -> None:
	pads = AddressHasher(MailerConfig().address_key.get_secret_value()).make_pads()
	values = {"inner": pads.inner, "outer": pads.outer}
	for table in TABLES:
		op.execute(sa.text(KEY.format(table=table)).bindparams(**values))


def downgrade() -> None:
	"""A digest is not unmade: without its key the addresses could not be known again."""
	raise RuntimeError("Restore a backup of before: keyed addresses cannot be unkeyed")

"""The gallery came here; it comes with 0009 now, the first that has the columns of today."""

from alembic import op

revision = "0002_gallery"
down_revision = "0001_ledger"


def upgrade() -> None:
	"""Nothing: the loader writes what the models say, which this database cannot keep yet."""


def downgrade() -> None:
	op.execute("UPDATE design SET version_id = NULL WHERE slug IS NOT NULL")
	op.execute("DELETE FROM design_version USING design WHERE design.id = design_id AND slug <> ''")
	op.execute("DELETE FROM design WHERE slug IS NOT NULL")

"""Two designs in use have two names; those that shared one get a number, the gallery stays."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from chasqui.kernel.texts.cleaning import fold_line
from chasqui.kernel.texts.text import read_text
from mailer.designs.domain.design_names import find_free_name
from mailer.designs.use_cases.gallery_loader import GalleryLoader

revision = "0009_design_names"
down_revision = "0008_design_pictures"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.add_column("design", sa.Column("name_key", sa.Text()))
	number_names(op.get_bind())
	op.alter_column("design", "name_key", nullable=False)
	op.create_index(
		"ix_design_name_key",
		"design",
		["name_key"],
		unique=True,
		postgresql_where=sa.text("archived_at IS NULL"),
	)
	# The models of today can write a design only from here on.
	with Session(op.get_bind()) as session:
		GalleryLoader().keep(session)
		session.flush()


def number_names(connection: sa.Connection) -> None:
	"""Write the key of each name; of equal ones in use the oldest keeps it."""
	query = "SELECT id, name, slug, archived_at FROM design ORDER BY slug IS NULL, id"
	news = "UPDATE design SET name = :name, name_key = :key WHERE id = :id"
	taken: set[str] = set()
	for row in connection.execute(sa.text(query)).all():
		name, spoken = row.name, str(read_text(row.name)) if row.slug else row.name
		if row.archived_at is None and row.slug is None:
			name = spoken = find_free_name(row.name, taken)
		key = fold_line(spoken)
		if row.archived_at is None:
			taken.add(key)
		connection.execute(sa.text(news), {"name": name, "key": key, "id": row.id})


def downgrade() -> None:
	op.drop_index("ix_design_name_key", "design")
	op.drop_column("design", "name_key")

"""The gallery, so that a fresh installation can send. Later versions come by the sweep."""

from alembic import op
from sqlalchemy.orm import Session

from mailer.designs.use_cases.gallery_loader import GalleryLoader

revision = "0002_gallery"
down_revision = "0001_ledger"


def upgrade() -> None:
	with Session(op.get_bind()) as session:
		GalleryLoader().keep(session)
		session.flush()


def downgrade() -> None:
	op.execute("UPDATE design SET version_id = NULL WHERE slug IS NOT NULL")
	op.execute("DELETE FROM design_version USING design WHERE design.id = design_id AND slug <> ''")
	op.execute("DELETE FROM design WHERE slug IS NOT NULL")

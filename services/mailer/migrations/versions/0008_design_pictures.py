"""Pictures that designs show"""

from alembic import op

revision = "0008_design_pictures"
down_revision = "0007_kept_texts"
branch_labels = None
depends_on = None

PICTURES = """
CREATE TABLE design_picture (
	digest varchar(64) CONSTRAINT pk_design_picture PRIMARY KEY,
	kind varchar(4) NOT NULL,
	data bytea NOT NULL,
	added_at timestamptz NOT NULL DEFAULT now(),
	CONSTRAINT ck_design_picture_data_bounded CHECK (octet_length(data) <= 2097152)
)
"""


def upgrade() -> None:
	op.execute(PICTURES)
	# A picture is as small as it gets: no time is spent on compressing it again.
	op.execute("ALTER TABLE design_picture ALTER data SET STORAGE EXTERNAL")


def downgrade() -> None:
	op.execute("DROP TABLE design_picture")

"""Advisors of customers, and bulk actions that assign them."""

from alembic import op

revision = "0011_advisors"
down_revision = "0010_resting_indexes"


def upgrade() -> None:
	op.execute("""
	CREATE TABLE customer_advisor (
		customer_id bigint NOT NULL CONSTRAINT pk_customer_advisor PRIMARY KEY
			CONSTRAINT fk_customer_advisor_customer_id_customer
			REFERENCES customer (id) ON DELETE CASCADE,
		advisor_id bigint NOT NULL,
		advisor_name varchar(120) NOT NULL,
		assigned_by varchar(120) NOT NULL,
		assigned_at timestamptz NOT NULL DEFAULT now()
	)
	""")
	op.execute(
		"CREATE INDEX ix_customer_advisor_advisor_id ON customer_advisor (advisor_id, customer_id)"
	)
	op.execute("""
	ALTER TABLE bulk_job ALTER action TYPE varchar(10), ADD advisor_id bigint,
		ADD advisor_name varchar(120)
	""")


def downgrade() -> None:
	op.execute("ALTER TABLE bulk_job DROP advisor_id, DROP advisor_name")
	op.execute("DELETE FROM bulk_job WHERE action IN ('assign', 'unassign')")
	op.execute("ALTER TABLE bulk_job ALTER action TYPE varchar(7)")
	op.execute("DROP TABLE customer_advisor")

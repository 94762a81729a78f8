"""What an export reads of each customer."""

from sqlalchemy import func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from chasqui.contracts.customers.lists import ListColumn
from customers.people.models.customer import CustomerRow
from customers.people.models.customer_advisor import CustomerAdvisorRow
from customers.people.models.customer_tag import CustomerTagRow

TAGS = (
	select(
		func.coalesce(
			func.array_agg(aggregate_order_by(CustomerTagRow.tag, func.lower(CustomerTagRow.tag))),
			literal_column("'{}'::varchar[]"),
		)
	)
	.where(CustomerTagRow.customer_id == CustomerRow.id)
	.scalar_subquery()
)
ADVISOR = (
	select(CustomerAdvisorRow.advisor_name)
	.where(CustomerAdvisorRow.customer_id == CustomerRow.id)
	.scalar_subquery()
)
# Some columns are made of others, which the list does not have.
PARTS = ("id", "category_override", "category_until")
EXPORTED = (
	*(column for column in CustomerRow.__table__.columns if column.name in {*PARTS, *ListColumn}),
	TAGS.label("tags"),
	ADVISOR.label("advisor"),
)

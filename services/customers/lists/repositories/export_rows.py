"""What an export reads of each customer."""

from sqlalchemy import func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

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
EXPORTED = (
	*(
		getattr(CustomerRow, name)
		for name in (
			"id", "id_type", "id_number", "kind", "name", "gender", "birth_date", "monthly_income",
			"email", "phone", "address", "province", "canton", "registered_on", "consent_email",
			"consent_phone", "last_contact_at", "synthetic", "warnings", "custom",
			"category_override", "category_until",
		)
	),
	TAGS.label("tags"),
	ADVISOR.label("advisor"),
)  # fmt: skip

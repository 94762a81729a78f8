"""The customer master (R1)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
	BigInteger,
	Computed,
	Date,
	DateTime,
	ForeignKey,
	Identity,
	Index,
	Integer,
	Numeric,
	String,
	UniqueConstraint,
	func,
	text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import BLANK, GONE, NOTHING, By, MergeRule, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table

Instant = DateTime(timezone=True)
BIRTH_KEY = (
	"extract(year FROM birth_date)::integer * 10000"
	" + extract(month FROM birth_date)::integer * 100 + extract(day FROM birth_date)::integer"
)
MAY_EMAIL = "email IS NOT NULL AND consent_email AND email_bounced_at IS NULL"
MAY_PHONE = "phone IS NOT NULL AND consent_phone"
BY_HAND = "category_until IS NOT NULL"
LAST_CONTACT = "coalesce(last_contact_at, '-infinity'::timestamptz)"
DOMAIN = "split_part(email, '@', 2)"
WORDS = "array_to_tsvector(string_to_array(name_key, ' '))"


class CustomerRow(Table):
	"""A person or a company. DELETE archives; an archived one is in no segment."""

	__tablename__ = "customer"
	__personal__ = Personal(
		refers={"id": By.ID},
		# Kind, gender, province and the month of registration stay for the counts; they identify
		# nobody apart.
		erase={
			"id_type": "'erased'",
			"id_number": "id::text",
			"name": GONE,
			"name_key": BLANK,
			"given_names": NOTHING,
			"birth_date": NOTHING,
			"monthly_income": NOTHING,
			"email": NOTHING,
			"phone": NOTHING,
			"address": NOTHING,
			"canton": NOTHING,
			"registered_on": "date_trunc('month', registered_on)",
			"consent_email": "false",
			"consent_phone": "false",
			"consent_source": "'erased'",
			"email_withdrawn_at": NOTHING,
			"phone_withdrawn_at": NOTHING,
			"email_bounced_at": NOTHING,
			"last_contact_at": NOTHING,
			"warnings": "'{}'",
			"import_id": NOTHING,
			"preferred_channel": NOTHING,
			"contact_hours": "'{}'",
			"language": "'es'",
			"custom": "'{}'",
			"category_override": NOTHING,
			"category_reason": NOTHING,
			"category_until": NOTHING,
			"erased_at": "now()",
			"updated_at": "now()",
		},
		merge=MergeRule(
			"The chosen fields go to the kept record; what both were before is kept.",
			lasts={
				"profile_version": "Only grows: a form that was opened before is refused.",
				"updated_at": "When the record was changed last, by the undoing.",
			},
		),
		disclose=say("Datos del cliente"),
	)
	__table_args__ = (
		UniqueConstraint("id_number", "id_type"),
		Index("ix_customer_words", text(WORDS), postgresql_using="gin"),
		Index("ix_customer_name_key_id", "name_key", "id"),
		Index("ix_customer_registered_on_id", "registered_on", "id"),
		Index("ix_customer_email", "email", postgresql_where=text("email IS NOT NULL")),
		Index(
			"ix_customer_email_domain",
			text(f"({DOMAIN})"),
			postgresql_where=text("email IS NOT NULL"),
		),
		Index("ix_customer_phone", "phone", postgresql_where=text("phone IS NOT NULL")),
		Index(
			"ix_customer_phone_end",
			text("reverse(phone)"),
			postgresql_where=text("phone IS NOT NULL"),
		),
		Index("ix_customer_import_id", "import_id", postgresql_where=text("import_id IS NOT NULL")),
		Index("ix_customer_birthday", text("(birth_key % 10000)")),
		Index("ix_customer_monthly_income", "monthly_income"),
		Index("ix_customer_province_canton", "province", "canton"),
		Index("ix_customer_birth_key", "birth_key"),
		Index("ix_customer_last_contact", text(LAST_CONTACT), "id"),
		Index(
			"ix_customer_custom",
			"custom",
			postgresql_using="gin",
			postgresql_ops={"custom": "jsonb_path_ops"},
			postgresql_where=text("custom <> '{}'"),
		),
		Index("ix_customer_by_hand", "category_until", postgresql_where=text(BY_HAND)),
		Index("ix_customer_archived", "id", postgresql_where=text("archived_at IS NOT NULL")),
		Index(
			"ix_customer_merged_into",
			"merged_into",
			postgresql_where=text("merged_into IS NOT NULL"),
		),
		Index("ix_customer_warned", "id", postgresql_where=text("warnings <> '{}'")),
		Index("ix_customer_bounced", "id", postgresql_where=text("email_bounced_at IS NOT NULL")),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	kind: Mapped[str] = mapped_column(String(7))
	id_type: Mapped[str] = mapped_column(String(8))
	id_number: Mapped[str] = mapped_column(String(20, collation="C"))
	"""Collated by code points, as e-mail and phone, so that prefixes are ranges of the index.
	Canonical: no spaces, dots or dashes (the Chilean RUT keeps its last dash)."""
	name: Mapped[str] = mapped_column(String(160))
	given_names: Mapped[str | None] = mapped_column(String(80))
	name_key: Mapped[str] = mapped_column(String(640, collation="C"))
	"""The name's words without accents, upper case: for order and search."""
	gender: Mapped[str] = mapped_column(String(7), server_default="unknown")
	birth_date: Mapped[date | None] = mapped_column(Date)
	birth_key: Mapped[int | None] = mapped_column(Integer, Computed(BIRTH_KEY, persisted=True))
	"""``YYYYMMDD``: an age is a subtraction of keys (see domain.calendar)."""
	monthly_income: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
	email: Mapped[str | None] = mapped_column(String(254, collation="C"))
	phone: Mapped[str | None] = mapped_column(String(16, collation="C"))
	"""E.164."""
	address: Mapped[str | None] = mapped_column(String(240))
	province: Mapped[str | None] = mapped_column(String(5))
	canton: Mapped[str | None] = mapped_column(String(4))
	registered_on: Mapped[date] = mapped_column(Date)
	consent_email: Mapped[bool] = mapped_column(server_default=text("false"))
	consent_phone: Mapped[bool] = mapped_column(server_default=text("false"))
	consent_source: Mapped[str] = mapped_column(String(80))
	"""Who gave the first consents (``import:7``, ``staff:3``); changes are in consent_change."""
	email_withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
	"""Set while the consent is withdrawn: no import may give it back."""
	phone_withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
	email_bounced_at: Mapped[datetime | None] = mapped_column(Instant)
	"""The address does not exist; a new address clears it."""
	may_email: Mapped[bool] = mapped_column(Computed(MAY_EMAIL, persisted=True))
	may_phone: Mapped[bool] = mapped_column(Computed(MAY_PHONE, persisted=True))
	last_contact_at: Mapped[datetime | None] = mapped_column(Instant)
	synthetic: Mapped[bool] = mapped_column(server_default=text("false"))
	"""Sample data: its phone is never offered as a link to dial."""
	warnings: Mapped[list[str]] = mapped_column(ARRAY(String(40)), server_default="{}")
	preferred_channel: Mapped[str | None] = mapped_column(String(5))
	contact_hours: Mapped[list[str]] = mapped_column(ARRAY(String(9)), server_default="{}")
	language: Mapped[str] = mapped_column(String(2), server_default="es")
	custom: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
	"""Values of custom fields by key, as JSON: numbers and dates as texts."""
	category_override: Mapped[str | None] = mapped_column(String(7))
	category_reason: Mapped[str | None] = mapped_column(String(200))
	category_until: Mapped[date | None] = mapped_column(Date)
	"""The last day on which the category set by hand counts."""
	profile_version: Mapped[int] = mapped_column(server_default=text("0"))
	"""Grows with every change of the profile, so that two persons never overwrite each other."""
	import_id: Mapped[int | None] = mapped_column(BigInteger)
	archived_at: Mapped[datetime | None] = mapped_column(Instant)
	merged_into: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
	"""The record that stands for this one since they were merged."""
	erasing_at: Mapped[datetime | None] = mapped_column(Instant)
	"""Asked to be erased: out of everything, while the holders wipe their parts."""
	erased_at: Mapped[datetime | None] = mapped_column(Instant)
	"""The row is kept for the counts alone; it identifies nobody."""
	created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
	updated_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())

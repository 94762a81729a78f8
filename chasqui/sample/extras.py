"""What a rich sample adds to each customer: tags, further contacts, own fields, last contacts.

Some persons come twice, as they do in every company: with another identity and the same name,
birth date, phone or e-mail. Some were not contacted for years.
"""

import json
from collections import deque
from datetime import date, timedelta
from pathlib import Path
from random import Random

from chasqui.contracts.customers.consents import ConsentEvidence
from chasqui.contracts.customers.imports import CUSTOM_PREFIX
from chasqui.contracts.customers.profiles import CustomFieldFields, FieldKind
from chasqui.sample.aging import AGING_COLUMNS, Ager
from chasqui.sample.customers import Row

PLANS = ("Hogar", "Móvil", "Empresa", "Sin plan")
FIELDS = (
	CustomFieldFields(
		key="plan", label="Plan de ejemplo", kind=FieldKind.CHOICE, choices=list(PLANS)
	),
	CustomFieldFields(key="renovacion", label="Fecha de renovación", kind=FieldKind.DATE),
)
EXTRA_COLUMNS = (
	"tags", "further_phone", "further_email", "last_contact",
	*AGING_COLUMNS, *(CUSTOM_PREFIX + field.key for field in FIELDS),
)  # fmt: skip
EVIDENCE = ConsentEvidence(
	text_version="ejemplo-1", source="Datos sintéticos de muestra", obtained_on=date(2026, 1, 15)
)
TAGS = (
	"VIP", "Feria", "Web", "Referido", "Reclamo resuelto", "Prefiere WhatsApp", "Ferretería",
	"Agricultura", "Mayorista", "Renovación",
)  # fmt: skip
TAGGED, SECOND_PHONE, SECOND_EMAIL, WITH_PLAN = 0.3, 0.12, 0.06, 0.4
DOUBLES = 0.008
STALE = 0.15  # not contacted for three years or more
REMEMBERED = 500  # a double is of one of the last persons
DOUBLED = ("name", "gender", "birth_date")
SERVICES = (
	{"id": 1, "nombre": "Hogar 200", "tipo": "Internet", "precio": 25.5, "velocidad": "200 Mbps"},
	{"id": 2, "nombre": "Hogar 600", "tipo": "Internet", "precio": 38.9, "velocidad": "600 Mbps"},
	{"id": 3, "nombre": "Móvil 10", "tipo": "Pospago", "precio": 12, "datos": "10 GB"},
	{"id": 4, "nombre": "Móvil libre", "tipo": "Prepago", "precio": 5, "datos": "2 GB"},
)


class Enricher:
	"""Adds to rows, in a stream of draws of its own."""

	def __init__(self, seed: int, as_of: date) -> None:
		self._choose = Random(seed)  # noqa: S311 - sample data, no secret
		self._as_of = as_of
		self._ager = Ager(seed + 1, as_of)
		self._persons: deque[Row] = deque(maxlen=REMEMBERED)
		self._made = 0

	def enrich(self, row: Row) -> Row:
		"""Return a row with what a rich sample adds to it."""
		self._made += 1
		choose = self._choose
		if row["kind"] == "person":
			row = self._double(row)
		count = 1 + (choose.random() < 0.3)
		row = row | {
			"tags": "; ".join(choose.sample(TAGS, count)) if choose.random() < TAGGED else "",
			"further_phone": self._draw_phone() if choose.random() < SECOND_PHONE else "",
			"further_email": f"otro{self._made}@example.net"
			if choose.random() < SECOND_EMAIL
			else "",
			"last_contact": self._draw_contact(date.fromisoformat(row["registered_on"])),
			**self._draw_custom(),
		}
		return row | self._ager.age(row)

	def _double(self, row: Row) -> Row:
		"""Return the row of a person, now and then of one who was there before."""
		if self._persons and self._choose.random() < DOUBLES:
			known = self._choose.choice(self._persons)
			shared = self._choose.choice((("phone",), ("email",), ("phone", "email"), ()))
			return row | {name: known[name] for name in (*DOUBLED, *shared)}
		self._persons.append(row)
		return row

	def _draw_phone(self) -> str:
		return f"09{self._choose.randrange(8, 10)}{self._choose.randrange(10_000_000):07d}"

	def _draw_contact(self, since: date) -> str:
		"""Return the day of the last contact; none for some, long ago for the stale ones."""
		choose = self._choose
		draw, ago = choose.random(), choose.random()
		if draw < 0.1:
			return ""
		days = 1100 + int(ago * 1500) if draw < 0.1 + STALE else int(ago**2 * 700)
		return max(since, self._as_of - timedelta(days=days)).isoformat()

	def _draw_custom(self) -> Row:
		choose = self._choose
		if choose.random() >= WITH_PLAN:
			return dict.fromkeys((CUSTOM_PREFIX + field.key for field in FIELDS), "")
		renewal = self._as_of + timedelta(days=choose.randrange(720))
		return {
			f"{CUSTOM_PREFIX}plan": choose.choice(PLANS),
			f"{CUSTOM_PREFIX}renovacion": renewal.isoformat(),
		}


def write_companions(folder: Path) -> None:
	"""Write the definitions of the own fields, and a file of services."""
	fields = [field.model_dump(mode="json") for field in FIELDS]
	for name, content in (("custom_fields", fields), ("servicios", SERVICES)):
		text = json.dumps(content, ensure_ascii=False, indent="\t")
		(folder / f"{name}.json").write_text(text + "\n", "utf-8")

"""Rows with one fault each, that an import must report.

Those that lack who they are about stay out; the others come in without the cell that is wrong.
"""

from datetime import date
from random import Random

from chasqui.sample.customers import Row

FAULTS = (
	"check_digit", "identity_length", "future_birth", "no_such_day", "negative_income",
	"income_writing", "email", "phone", "canton_elsewhere", "no_name", "long_name", "consent",
	"id_type",
)  # fmt: skip
REJECTED = {"check_digit", "identity_length", "no_name", "long_name", "id_type"}


def spoil_row(row: Row, fault: str, choose: Random, as_of: date) -> Row:
	"""Return a copy of a person's good row with a fault of `FAULTS`."""
	number = row["id_number"]
	wrong_digit = str((int(number[9]) + choose.randrange(1, 10)) % 10)
	changes = {
		"check_digit": {"id_number": number[:9] + wrong_digit},
		"identity_length": {"id_number": number[:-2]},
		"future_birth": {"birth_date": f"{as_of.year + 10}-01-01"},
		"no_such_day": {"birth_date": "31/02/1980"},
		"negative_income": {"monthly_income": "-250"},
		"income_writing": {"monthly_income": "1.234,56"},
		"email": {"email": "correo-sin-arroba.example.com"},
		"phone": {"phone": "12345"},
		"canton_elsewhere": {"province": "EC-W", "canton": "0901"},
		"no_name": {"name": ""},
		"long_name": {"name": "Nombre " * 30},
		"consent": {"consent_email": "quizás"},
		"id_type": {"id_type": "carnet"},
	}
	return {**row, **changes[fault]}

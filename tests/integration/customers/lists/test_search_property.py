"""Whatever one of some hundred customers has, typed whole, finds exactly those who have it."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from chasqui.contracts.identities import has_cedula_check_digit
from chasqui.kernel.data.database import Database
from customers.people.domain.emails import parse_email
from customers.people.domain.names import clean_name, split_words
from customers.people.domain.phones import parse_phone
from customers.people.domain.problems import BadField
from customers.people.models.customer import CustomerRow
from customers.segments.domain.search import read_search
from customers.segments.repositories.customer_search import build_search_condition
from tests.support.servers import TestServers

COUNT = 400
GIVEN = ("Ana", "Anabel", "José", "Ángela", "María José", "Íñigo", "Zoë", "Nuria", "Jo", "Peña")
SURNAMES = ("Peña", "Peñaranda", "de la Torre", "D'Angelo", "O’Neill", "Ñusta", "von Müller",
	"Núñez-Vela", "Sánchez", "San", "Ana", "Chávez i Puig", "Dʼarcy", "del Río")  # fmt: skip
COMPANIES = ("Comercial {} & Hijos", "{} S.A.", "Cía. Ltda. {}", "{} 24 Horas", "Grupo {} (Quito)")
DOMAINS = ("example.com", "example.com.ec", "sub.example.com", "correo-inventado.ec",
	"ñandú-inventado.ec", "example.co")  # fmt: skip
LOCALS = ("ana", "ana.pena", "a", "jose+quito", "o'neill", "ux2", "2026", "d_angelo", "no-reply")
PLAIN = str.maketrans("áéíóúüëñÁÍÑÚ", "aeiouueñAIÑU")
INSERT = text("""
INSERT INTO customer (kind, id_type, id_number, name, name_key, email, phone, custom, registered_on,
	consent_source)
VALUES (:kind, :id_type, :id_number, :name, :name_key, :email, :phone, :custom, '2020-01-01', 'x')
""")
FIELD = text("INSERT INTO custom_field (key, label, kind) VALUES ('codigo', 'Código', 'text')")


@dataclass(frozen=True)
class Somebody:
	number: int
	id_type: str
	id_number: str
	name: str
	words: frozenset[str]
	email: str
	phone: str
	code: str

	@property
	def domain(self) -> str:
		return self.email.partition("@")[2]


def make_cedula(random: Random) -> str:
	nine = f"{random.randrange(1, 25):02d}{random.randrange(6)}{random.randrange(10**6):06d}"
	return next(nine + str(d) for d in range(10) if has_cedula_check_digit(nine + str(d)))


def make_identity(random: Random, number: int) -> tuple[str, str]:
	kind = random.choice(("cedula", "cedula", "ruc", "passport"))
	if kind == "passport":
		return kind, f"{random.choice(('AB', 'X', 'PE'))}{number:05d}"
	return kind, make_cedula(random) + ("001" if kind == "ruc" else "")


def make_phone(random: Random) -> str:
	"""Return a mobile or a land line of the country, or a mobile of another."""
	while True:
		shapes = (f"09{random.randrange(10**8):08d}", f"0{random.randrange(2, 8)}2"
			f"{random.randrange(10**6):06d}", f"+5699{random.randrange(10**7):07d}")  # fmt: skip
		with suppress(BadField):
			return parse_phone(random.choice(shapes))


def make_people() -> list[Somebody]:
	"""Return people who share names, or parts of them, and beginnings of addresses."""
	random, people = Random(12), []
	for number in range(1, COUNT + 1):
		id_type, id_number = make_identity(random, number)
		surname, other = random.choice(SURNAMES), random.choice(SURNAMES)
		shape = (
			random.choice(COMPANIES) if number % 9 == 0 else f"{random.choice(GIVEN)} {{}} {other}"
		)
		name = clean_name(shape.format(surname))[0]
		email = parse_email(f"{random.choice(LOCALS)}{number % 50 or ''}@{random.choice(DOMAINS)}")
		code = f"{random.choice(('C', 'c', 'K'))}-{number:03d}"
		people.append(
			Somebody(
				number, id_type, id_number, name, frozenset(split_words(name)), email,
				make_phone(random), code,
			)
		)  # fmt: skip
	return people


PEOPLE = make_people()


@pytest.fixture(scope="module")
def session(servers: TestServers) -> Iterator[Session]:
	"""A session on a database of these people."""
	with servers.make_database("customers") as url:
		database = Database(url, pool_size=2)
		with database.open_session() as opened:
			opened.execute(FIELD)
			for one in PEOPLE:
				opened.execute(INSERT, list_values(one))
		with database.open_session() as opened:
			yield opened
		database.close()


def list_values(one: Somebody) -> dict[str, Any]:
	return {
		"kind": "person", "id_type": one.id_type, "id_number": one.id_number, "name": one.name,
		"name_key": clean_name(one.name)[1], "email": one.email, "phone": one.phone,
		"custom": json.dumps({"codigo": one.code}),
	}  # fmt: skip


def list_phone_forms(phone: str) -> list[str]:
	"""Return how people type a number; one of another country with its code."""
	if not phone.startswith("+593"):
		return [phone, phone.replace("+", "+ "), f"{phone[:3]} {phone[3:6]} {phone[6:]}"]
	rest = phone.removeprefix("+593")
	return [f"0{rest}", phone, f"+593 {rest[:2]} {rest[2:5]} {rest[5:]}", f"593{rest}",
		f"0{rest[:2]}-{rest[2:5]}-{rest[5:]}", f"(0{rest[:-7]}) {rest[-7:-4]}-{rest[-4:]}",
		f"0{rest[:2]} {rest[2:5]} {rest[5:]}", f"0{rest[:2]}.{rest[2:]}"]  # fmt: skip


def list_number_forms(number: str) -> list[str]:
	return [
		number,
		number.lower(),
		f" {number} ",
		f"{number[:-1]}-{number[-1]}",
		f"{number[:3]} {number[3:]}",
	]


def list_name_forms(name: str) -> list[str]:
	words = name.split()
	return [name, name.upper(), name.lower(), name.translate(PLAIN), " ".join(reversed(words)),
		name.replace("’", "'").replace("ʼ", "´"), name.replace("-", " "), "\u00a0".join(words),
		" ".join(dict.fromkeys([words[0], words[-1]]))]  # fmt: skip


EMAIL_FORMS = (str, str.upper, lambda email: f" {email}\u200b", lambda email: email.replace(
	"xn--and-inventado-hkb2l.ec", "ñandú-inventado.ec"))  # fmt: skip
WHO, PLACE = st.sampled_from(PEOPLE), st.integers(0, 100)
MANY = settings(max_examples=300, deadline=None)


@pytest.mark.covers("R11")
class TestWhatSomebodyHas:
	def check(self, session: Session, typed: str, expected: set[str]) -> None:
		condition = build_search_condition(session, read_search(typed))
		found = set(session.scalars(select(CustomerRow.id_number).where(condition)))
		assert found == expected, typed

	@MANY
	@given(one=WHO, place=PLACE)
	def test_an_identification(self, session: Session, one: Somebody, place: int) -> None:
		forms = list_number_forms(one.id_number)
		self.check(session, forms[place % len(forms)], {one.id_number})

	@MANY
	@given(one=WHO, place=PLACE)
	def test_a_phone(self, session: Session, one: Somebody, place: int) -> None:
		forms = list_phone_forms(one.phone)
		typed = forms[place % len(forms)]
		having = {p.id_number for p in PEOPLE if p.phone == one.phone}
		# A mobile may be somebody's cédula as well: whoever has either has what was typed.
		having |= {
			p.id_number for p in PEOPLE if p.id_number == "".join(filter(str.isdigit, typed))
		}
		self.check(session, typed, having)

	@MANY
	@given(one=WHO, place=PLACE)
	def test_an_address(self, session: Session, one: Somebody, place: int) -> None:
		typed = EMAIL_FORMS[place % len(EMAIL_FORMS)](one.email)
		self.check(session, typed, {p.id_number for p in PEOPLE if p.email == one.email})

	@MANY
	@given(one=WHO, place=PLACE)
	def test_a_name(self, session: Session, one: Somebody, place: int) -> None:
		forms = list_name_forms(one.name)
		typed = forms[place % len(forms)]
		words = set(split_words(typed))
		self.check(session, typed, {p.id_number for p in PEOPLE if words <= p.words})

	@given(one=WHO, is_upper=st.booleans())
	def test_a_domain(self, session: Session, one: Somebody, is_upper: bool) -> None:
		typed = f"@{one.domain.replace('xn--and-inventado-hkb2l.ec', 'ñandú-inventado.ec')}"
		having = {p.id_number for p in PEOPLE if p.domain == one.domain}
		self.check(session, typed.upper() if is_upper else typed, having)

	@MANY
	@given(one=WHO, is_lower=st.booleans())
	def test_a_code_of_the_companys_own(
		self, session: Session, one: Somebody, is_lower: bool
	) -> None:
		typed = one.code.lower() if is_lower else one.code
		self.check(
			session, typed, {p.id_number for p in PEOPLE if p.code.lower() == one.code.lower()}
		)

	@given(one=WHO)
	def test_a_number_of_customer(self, session: Session, one: Somebody) -> None:
		number = session.scalar(
			select(CustomerRow.id).where(CustomerRow.id_number == one.id_number)
		)
		self.check(session, f"#{number}", {one.id_number})


class TestWholeWordsFirst:
	def test_a_whole_word_leaves_longer_ones_out(self, session: Session) -> None:
		whole = {p.id_number for p in PEOPLE if {"ANA", "PENA"} <= p.words}
		begun = {
			p.id_number
			for p in PEOPLE
			if all(any(word.startswith(one) for word in p.words) for one in ("ANA", "PENA"))
		}
		assert whole < begun
		check = TestWhatSomebodyHas().check
		check(session, "Ana Peña", whole)
		check(session, "Ana Peña*", begun)
		check(session, "Ana Peñara", {p.id_number for p in PEOPLE if {"ANA", "PENARANDA"} <= p.words
			or {"ANABEL", "PENARANDA"} <= p.words})  # fmt: skip

	def test_who_is_in_another_list_keeps_nobody_out(self, session: Session) -> None:
		archived = [CustomerRow.archived_at.is_not(None)]
		condition = build_search_condition(session, read_search("Ana Peña"), archived)
		assert session.scalars(select(CustomerRow.id).where(condition)).all()

"""Names, phones, e-mails, amounts, dates and places."""

from datetime import date
from decimal import Decimal

import pytest

from customers.imports.domain.amounts import parse_amount
from customers.imports.domain.dates import parse_date
from customers.people.domain.emails import parse_email
from customers.people.domain.names import clean_name, make_name_key, split_words
from customers.people.domain.phones import parse_phone
from customers.people.domain.places import check_place, find_province, read_place
from customers.people.domain.problems import BadField
from customers.segments.domain.search import SearchTerm, read_search


class TestNames:
	def test_the_key_has_no_accents(self) -> None:
		assert make_name_key("José  Ángel Muñoz-Peña") == "JOSE ANGEL MUNOZ PENA"

	@pytest.mark.parametrize("text", ["", " ", "A", "--", "x" * 161])
	def test_what_is_no_name_is_refused(self, text: str) -> None:
		with pytest.raises(BadField):
			clean_name(text)


class TestPhones:
	@pytest.mark.parametrize(
		("text", "number"),
		[
			("0991234567", "+593991234567"),
			("099 123-4567", "+593991234567"),
			("991234567", "+593991234567"),
			("+593 99 123 4567", "+593991234567"),
			("593991234567", "+593991234567"),
			("(02) 234-5678", "+59322345678"),
			("+56 9 6123 4567", "+56961234567"),
		],
	)
	def test_it_gives_e164(self, text: str, number: str) -> None:
		assert parse_phone(text) == number

	@pytest.mark.parametrize("text", ["2345678", "12", "abc", "0012345", "09912345678"])
	def test_local_and_wrong_numbers_are_refused(self, text: str) -> None:
		with pytest.raises(BadField):
			parse_phone(text)


class TestEmails:
	@pytest.mark.parametrize(
		("text", "email"),
		[
			(" Ana.Pena+x@Example.COM ", "ana.pena+x@example.com"),
			("o'brien@example.org", "o'brien@example.org"),
			("ana@correo.gob.ec", "ana@correo.gob.ec"),
		],
	)
	def test_it_gives_the_plain_form(self, text: str, email: str) -> None:
		assert parse_email(text) == email

	@pytest.mark.parametrize(
		"text",
		["", "ana", "ana@", "@example.com", "a b@example.com", "ana@localhost", "a@x.test",
		"a..b@example.com", "ana@example.com\nBcc: x@example.com", "a" * 65 + "@example.com"],
	)  # fmt: skip
	def test_what_mail_cannot_reach_is_refused(self, text: str) -> None:
		with pytest.raises(BadField):
			parse_email(text)


class TestAmounts:
	@pytest.mark.parametrize(
		("text", "is_spanish", "amount"),
		[
			("1.234,56", True, "1234.56"),
			("1.234", True, "1234"),
			("1234,5", True, "1234.5"),
			("1234.565", False, "1234.57"),
			("0", False, "0"),
		],
	)
	def test_it_reads_the_writing_of_the_file(
		self, text: str, is_spanish: bool, amount: str
	) -> None:
		assert parse_amount(text, is_spanish=is_spanish) == Decimal(amount)

	@pytest.mark.parametrize(
		("text", "is_spanish"),
		[("1.234,56", False), ("1234.56", True), ("12.34", True), ("-1", False), ("1e3", False),
		("NaN", False), ("1" * 13, False), ("", False)],
	)  # fmt: skip
	def test_other_writings_are_refused(self, text: str, is_spanish: bool) -> None:
		with pytest.raises(ValueError, match=r".*"):
			parse_amount(text, is_spanish=is_spanish)


class TestDates:
	@pytest.mark.parametrize(
		"text",
		[
			"2026-02-03", "03/02/2026", "3/2/2026", "03-02-2026", "3.2.2026",
			"2026-02-03 00:00:00.000",
			"2026-02-03T00:00:00Z", "03/02/2026 14:30", "2026-02-03 14:30", "3/2/2026 2:30 p. m.",
			"3-feb-2026", "3 de febrero de 2026", "03 Feb 2026",
		],
	)  # fmt: skip
	def test_it_reads_a_day_in_every_writing(self, text: str) -> None:
		assert parse_date(text) == date(2026, 2, 3)

	@pytest.mark.parametrize(
		"text",
		["2026-02-30", "07/30/1990", "31/31/2026", "30/07/90", "33085", "3-xyz-2026", "ayer"],
	)
	def test_others_are_refused(self, text: str) -> None:
		with pytest.raises(ValueError, match=r".*"):
			parse_date(text)


class TestPlaces:
	@pytest.mark.parametrize("text", ["EC-P", "17", "Pichincha", "PICHINCHA"])
	def test_a_province_by_code_or_name(self, text: str) -> None:
		assert find_province(text) == "EC-P"

	def test_a_canton_tells_its_province(self) -> None:
		assert check_place(None, "1701") == ("EC-P", "1701")
		assert read_place("", "101") == ("EC-A", "0101")

	def test_a_canton_name_within_its_province(self) -> None:
		assert read_place("Manabí", "bolivar") == ("EC-M", "1302")

	@pytest.mark.parametrize(
		("province", "canton"), [("EC-G", "1701"), (None, "9999"), ("EC-Q", None)]
	)
	def test_what_does_not_exist_is_refused(self, province: str | None, canton: str | None) -> None:
		with pytest.raises(BadField):
			check_place(province, canton)

	def test_an_ambiguous_canton_name_is_refused(self) -> None:
		with pytest.raises(BadField):
			read_place("", "Bolívar")


class TestSearch:
	def test_it_asks_every_word(self) -> None:
		assert [term.words for term in read_search("ana PEÑA").terms] == [["ANA"], ["PENA"]]

	def test_a_phone_typed_with_spaces_is_one_word(self) -> None:
		(term,) = read_search("099 123").terms
		assert (term.numbers, term.phones, term.ending) == (["099123"], ["+59399123"], "099123")

	def test_an_identification_may_have_its_dash(self) -> None:
		search = read_search("12531909-2")
		assert "12531909-2" in search.exact.numbers
		(term,) = read_search("12531909-k").terms
		assert term.numbers == ["12531909-K"]

	def test_digits_within_a_word_ask_for_no_number(self) -> None:
		search = read_search("jose.nandu.ux2@correo.ec")
		assert search.exact.email == "jose.nandu.ux2@correo.ec"
		(term,) = search.terms
		assert (term.numbers, term.phones, term.words) == ([], [], [])

	def test_an_at_sign_first_asks_for_a_domain(self) -> None:
		(term,) = read_search("@Dominio.ec").terms
		assert term == SearchTerm(domain="dominio.ec")

	@pytest.mark.parametrize("text", ["dangelo", "D'Angelo", "d’ángelo", "D´Angelo"])
	def test_an_apostrophe_is_typed_or_not(self, text: str) -> None:
		assert split_words(text) == ["DANGELO"]

	@pytest.mark.parametrize(
		("text", "emails"),
		[
			("maria", ["maria"]), ("maria pena", [None, None]), ("maria jp1", [None, "jp1"]),
			("Ana ana.p@", [None, "ana.p@"]), ("ana 1710", [None, None]), ("1710", [None]),
		],
	)  # fmt: skip
	def test_a_word_of_letters_asks_for_an_email_only_alone(
		self, text: str, emails: list[str | None]
	) -> None:
		assert [term.email for term in read_search(text).terms] == emails

	@pytest.mark.parametrize("text", ["", "  ", "--"])
	def test_nothing_asks_nothing(self, text: str) -> None:
		assert read_search(text).terms == []

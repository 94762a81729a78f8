"""Where columns of other programs' files are proposed to go."""

import pytest

from chasqui.contracts.customers.imports import Certainty
from chasqui.kernel.texts.languages import list_languages
from customers.imports.domain.column_words import list_phrases
from customers.imports.domain.guesses import guess_targets
from customers.imports.domain.vocabulary import CUSTOMER_WORDS

GOOGLE = {
	"First Name": "given_names", "Middle Name": "second_name", "Last Name": "surname",
	"Phonetic First Name": "", "Name Prefix": "", "Name Suffix": "", "Nickname": "",
	"File As": "", "Organization Name": "", "Organization Title": "", "Birthday": "birth_date",
	"Notes": "", "Photo": "", "E-mail 1 - Label": "", "E-mail 1 - Value": "email",
	"Phone 1 - Label": "", "Phone 1 - Value": "phone", "Address 1 - Label": "",
	"Address 1 - Formatted": "address", "Address 1 - City": "canton",
	"Address 1 - Region": "province", "Address 1 - Postal Code": "", "Address 1 - Country": "",
}  # fmt: skip
OUTLOOK = {
	"Title": "", "First Name": "given_names", "Middle Name": "second_name", "Last Name": "surname",
	"Suffix": "", "Company": "", "Department": "", "Job Title": "", "Home Street": "address",
	"Home City": "canton", "Home State": "province", "Home Postal Code": "", "Home Country": "",
	"Home Fax": "", "Mobile Phone": "phone", "Home Phone": "further_phone",
	"Birthday": "birth_date",
	"E-mail Address": "email", "E-mail Type": "", "E-mail Display Name": "",
	"E-mail 2 Address": "further_email", "Gender": "gender", "Government ID Number": "id_number",
	"Assistant's Name": "", "Assistant's Phone": "", "Manager's Name": "", "Spouse": "",
	"Children": "", "Referred By": "", "Account": "",
}  # fmt: skip
OUTLOOK_ES = {
	"Nombre": "name", "Segundo nombre": "second_name", "Apellidos": "surname", "Sufijo": "",
	"Organización": "", "Calle del trabajo": "address", "Ciudad de trabajo": "canton",
	"Teléfono móvil": "phone", "Teléfono del trabajo": "further_phone", "Fax del trabajo": "",
	"Dirección de correo electrónico": "email", "Tipo de correo electrónico": "",
	"Nombre de pantalla del correo electrónico": "", "Sexo": "gender", "Cumpleaños": "birth_date",
	"Nombre del ayudante": "", "Teléfono del ayudante": "", "Nombre del jefe": "", "Cónyuge": "",
}  # fmt: skip
HUBSPOT = {
	"Record ID": "", "First Name": "given_names", "Last Name": "surname", "Email": "email",
	"Phone Number": "phone", "Contact owner": "", "Lead Status": "", "Street Address": "address",
	"City": "canton", "State/Region": "province", "Date of birth": "birth_date",
}  # fmt: skip
MAILCHIMP = {
	"Email Address": "email", "First Name": "given_names", "Last Name": "surname",
	"Address": "address", "Phone Number": "phone", "MEMBER_RATING": "", "OPTIN_TIME": "",
	"OPTIN_IP": "", "CONFIRM_IP": "", "TAGS": "tags", "NOTES": "",
}  # fmt: skip
SHOPIFY = {
	"Customer ID": "", "First Name": "given_names", "Last Name": "surname", "Email": "email",
	"Accepts Email Marketing": "", "Default Address Company": "",
	"Default Address Address1": "address", "Default Address City": "canton",
	"Default Address Province Code": "", "Default Address Country Code": "",
	"Default Address Zip": "", "Default Address Phone": "further_phone", "Phone": "phone",
	"Total Spent": "", "Total Orders": "", "Note": "", "Tax Exempt": "",
}  # fmt: skip
ECUADOR = {
	"Código Cliente": "", "Nombre Cliente": "name", "CI": "id_number", "Fecha Nac.": "birth_date",
	"Sueldo": "monthly_income", "Ciudad": "canton", "Segundo Apellido": "second_surname",
	"Primer Apellido": "surname", "Segundo Nombre": "second_name", "Estado": "",
	"Teléfono de contacto": "phone", "Dirección domicilio": "address", "Dirección IP": "",
	"Observaciones": "",
}  # fmt: skip


class TestShapes:
	@pytest.mark.parametrize(
		"shape", [GOOGLE, OUTLOOK, OUTLOOK_ES, HUBSPOT, MAILCHIMP, SHOPIFY, ECUADOR]
	)
	def test_exports_of_other_programs_are_recognised(self, shape: dict[str, str]) -> None:
		found = guess_targets(list(shape), [])
		assert dict(zip(shape, [one.target for one in found], strict=True)) == shape

	def test_a_whole_name_beats_a_part_of_one(self) -> None:
		found = guess_targets(["Nombre Cliente", "Cliente"], [])
		assert [one.target for one in found] == ["", "name"]

	def test_no_phrase_of_ours_is_refused_by_its_own_strangers(self) -> None:
		for words, target in list_phrases(CUSTOMER_WORDS, list_languages()).items():
			name = " ".join(words)
			size = len(CUSTOMER_WORDS.make_words(name))
			assert CUSTOMER_WORDS.find_phrase(name) == (target, size)

	@pytest.mark.parametrize(
		("header", "targets"),
		[
			(["Nombre del asesor", "Nombre Cliente", "Cédula"], ["", "name", "id_number"]),
			(["Correo del asesor", "Correo del cliente"], ["", "email"]),
			(["First Name", "Last Name", "Account Name"], ["given_names", "surname", ""]),
			(["First Name", "Nombre comercial", "Last Name"], ["given_names", "", "surname"]),
			(["Nombre de la madre", "Emergency Phone", "Sales rep email"], ["", "", ""]),
		],
	)
	def test_what_is_of_somebody_else_is_not_the_customers(
		self, header: list[str], targets: list[str]
	) -> None:
		row = ["ana@example.com" if "orreo" in one or "email" in one else "0991234567"
			if "hone" in one else "Ana Ñusta" for one in header]  # fmt: skip
		for samples in ([], [row] * 4):
			assert [one.target for one in guess_targets(header, samples)][1:2] == targets[1:2]
		assert [one.target for one in guess_targets(header, [])] == targets

	@pytest.mark.parametrize("name", ["Pasaporte", "N° de pasaporte", "Passport Number"])
	def test_a_passport_is_one_by_its_name(self, name: str) -> None:
		[guess] = guess_targets([name], [["AB123456"], ["XZ998877"], ["P0012345"]])
		assert guess.target == "id_number"

	def test_what_an_export_calls_a_column_is_known(self) -> None:
		assert CUSTOMER_WORDS.find_whole("Nombre de pila") == "given_names"


class TestValues:
	@pytest.mark.parametrize(
		("header", "values"),
		[
			("ID", ["10001", "10002", "10003"]), ("Zip", ["170150", "170151", "090112"]),
			("Address", ["192.168.0.1", "10.0.0.2", "10.0.0.3"]), ("Rating", ["1", "24", "9"]),
			("Documento adjunto", ["a.pdf", "b.pdf", "c.pdf"]),
			("Código", ["AB123", "AB124", "AB125"]),
		],
	)  # fmt: skip
	def test_what_has_no_check_digit_identifies_nobody(
		self, header: str, values: list[str]
	) -> None:
		(found,) = guess_targets([header], [[value] for value in values])
		assert found.target not in ("id_number", "province", "phone")

	def test_values_speak_against_a_part_of_a_name(self) -> None:
		rows = [["sí", "ana@example.com"], ["no", "eva@example.com"]]
		found = guess_targets(["Quiere correo", "Dato"], rows)
		assert [one.target for one in found] == ["", "email"]

	def test_it_says_how_sure_it_is(self) -> None:
		rows = [["1710034065", "Quito", "x"], ["0926687856", "Guayaquil", "y"]]
		found = guess_targets(["Cédula", "Ciudad de entrega", "Correo"], rows)
		assert [one.certainty for one in found] == [
			Certainty.SURE, Certainty.DOUBTFUL, Certainty.DOUBTFUL,
		]  # fmt: skip

"""Whole files as other programs write them, values and all: where each column goes."""

from itertools import product

import pytest

from chasqui.contracts.customers.imports import Certainty, GuessSource
from customers.imports.domain.column_words import SHORTENED
from customers.imports.domain.guesses import guess_targets, mostly_passports
from customers.imports.domain.vocabulary import CUSTOMER_WORDS
from customers.people.domain.names import split_words

# For each column the value of a first and of a second customer, and where it goes.
Shape = dict[str, tuple[str, str, str]]
EMPTY, DAY = ("", "", ""), ("2026-03-01 10:30", "2026-04-02 11:00", "")
ANSWER, COUNT = ("true", "false", ""), ("3", "17", "")
HUBSPOT: Shape = {
	"Record ID": ("51", "101", ""), "First Name": ("Ana", "Luis", "given_names"),
	"Last Name": ("Peña", "Ñusta", "surname"), "Email": ("ana@ej.ec", "luis@ej.ec", "email"),
	"Phone Number": ("+593991234567", "0987654321", "phone"),
	"Contact owner": ("Eva Ruiz", "Eva Ruiz", ""), "Associated Company": ("Uno SA", "Dos SA", ""),
	"Email Domain": ("ej.ec", "ej.ec", ""), "Lead Status": ("New", "Open", ""),
	"Last Activity Date": DAY, "Create Date": DAY, "Last Modified Date": DAY,
	"City": ("Quito", "Loja", "canton"), "State/Region": ("Pichincha", "Loja", "province"),
	"Street Address": ("Calle 1", "Calle 2", "address"), "Postal Code": ("170150", "110101", ""),
	"Country/Region": ("Ecuador", "Ecuador", ""), "IP City": ("Quito", "Loja", ""),
	"IP State/Region": ("Pichincha", "Loja", ""), "Job Title": ("Jefa", "Chofer", ""),
	"Date of birth": ("1990-05-01", "1985-02-03", "birth_date"), "Email Confirmed": ANSWER,
	"Invalid email address": ANSWER, "Unsubscribed from all email": ANSWER,
	"Last email name": ("Promo mayo", "Promo mayo", ""), "Marketing emails opened": COUNT,
	"Email hard bounce reason": EMPTY, "Number of times contacted": COUNT,
}  # fmt: skip
HUBSPOT_ES: Shape = {
	"ID de registro": ("51", "101", ""), "Nombre": ("Ana", "Luis", "name"),
	"Apellidos": ("Peña", "Ñusta", "surname"), "Correo": ("ana@ej.ec", "luis@ej.ec", "email"),
	"Número de teléfono": ("0991234567", "0987654321", "phone"),
	"Propietario del contacto": ("Eva Ruiz", "Eva Ruiz", ""),
	"Dominio del correo": ("ej.ec", "ej.ec", ""), "Fecha de creación": DAY,
	"Ciudad": ("Quito", "Loja", "canton"), "Estado/Región": ("Pichincha", "Loja", "province"),
	"Dirección postal": ("Calle 1", "Calle 2", "address"),
	"Código postal": ("170150", "110101", ""),
	"País/Región": ("Ecuador", "Ecuador", ""), "Fecha de la última modificación": DAY,
	"Estado del lead": ("Nuevo", "Abierto", ""), "Correo electrónico confirmado": ANSWER,
}  # fmt: skip
MAILCHIMP: Shape = {
	"Email Address": ("ana@ej.ec", "luis@ej.ec", "email"),
	"First Name": ("Ana", "Luis", "given_names"), "Last Name": ("Peña", "Ñusta", "surname"),
	"Address": ("Calle 1  Quito", "Calle 2  Loja", "address"),
	"Phone Number": ("0991234567", "0987654321", "phone"), "MEMBER_RATING": ("2", "4", ""),
	"OPTIN_TIME": DAY, "OPTIN_IP": ("190.15.1.1", "190.15.1.2", ""), "CONFIRM_TIME": DAY,
	"CONFIRM_IP": ("190.15.1.1", "190.15.1.2", ""), "LATITUDE": ("-0.18", "-3.99", ""),
	"LONGITUDE": ("-78.46", "-79.2", ""), "GMTOFF": ("-5", "-5", ""), "DSTOFF": ("-5", "-5", ""),
	"TIMEZONE": ("America/Guayaquil", "America/Guayaquil", ""), "CC": ("ec", "ec", ""),
	"LAST_CHANGED": DAY, "LEID": ("312345678", "312345679", ""), "EUID": ("a1b2c3", "d4e5f6", ""),
	"NOTES": EMPTY, "TAGS": ("VIP", "VIP", "tags"),
}  # fmt: skip
GOOGLE: Shape = {
	"Name": ("Ana Peña", "Luis Ñusta", "name"), "Given Name": ("Ana", "Luis", "given_names"),
	"Additional Name": (*EMPTY[:2], "second_name"), "Family Name": ("Peña", "Ñusta", "surname"),
	"Maiden Name": EMPTY, "Short Name": EMPTY, "Initials": EMPTY,
	"Birthday": ("1990-05-01", "1985-02-03", "birth_date"), "Location": EMPTY,
	"Billing Information": EMPTY, "Group Membership": ("* myContacts", "* myContacts", ""),
	"E-mail 1 - Type": ("* Home", "* Home", ""),
	"E-mail 1 - Value": ("a@ej.ec", "l@ej.ec", "email"),
	"Phone 1 - Type": ("Mobile", "Mobile", ""),
	"Phone 1 - Value": ("099 123 4567", "098 765 4321", "phone"),
	"Address 1 - Formatted": ("Calle 1\nQuito", "Calle 2\nLoja", "address"),
	"Address 1 - City": ("Quito", "Loja", "canton"), "Address 1 - PO Box": EMPTY,
	"Address 1 - Region": ("Pichincha", "Loja", "province"),
	"Address 1 - Extended Address": EMPTY, "Event 1 - Value": EMPTY,
}  # fmt: skip
SHOPIFY: Shape = {
	"Customer ID": ("'6012345678901", "'6012345678902", ""),
	"First Name": ("Ana", "Luis", "given_names"), "Last Name": ("Peña", "Ñusta", "surname"),
	"Email": ("ana@ej.ec", "luis@ej.ec", "email"), "Accepts Email Marketing": ("yes", "no", ""),
	"Default Address Company": EMPTY,
	"Default Address Address1": ("Calle 1", "Calle 2", "address"),
	"Default Address Address2": EMPTY, "Default Address City": ("Quito", "Loja", "canton"),
	"Default Address Province Code": ("P", "L", ""),
	"Default Address Zip": ("170150", "110101", ""),
	"Default Address Phone": ("0991234567", "0987654321", "further_phone"),
	"Phone": ("+593991234567", "+593987654321", "phone"), "Total Spent": ("10.50", "0.00", ""),
	"Total Orders": COUNT, "Tax Exempt": ("no", "no", ""), "Tags": ("VIP", "VIP", "tags"),
}  # fmt: skip
OUTLOOK_ES: Shape = {
	"Nombre": ("Ana", "Luis", "name"), "Apellidos": ("Peña", "Ñusta", "surname"),
	"Calle del trabajo": ("Calle 1", "Calle 2", "address"), "Calle del trabajo 2": EMPTY,
	"Ciudad de trabajo": ("Quito", "Loja", "canton"),
	"Provincia o estado de trabajo": ("Pichincha", "Loja", "province"),
	"Código postal del trabajo": ("170150", "110101", ""),
	"País o región del trabajo": ("Ecuador", "Ecuador", ""), "Calle particular": EMPTY,
	"Provincia o estado de residencia": EMPTY, "País o región de residencia": EMPTY,
	"Fax del trabajo": ("022345678", "072345678", ""),
	"Teléfono móvil": ("0991234567", "0987654321", "phone"), "Aniversario": EMPTY,
	"Apartado postal del domicilio particular": EMPTY, "Cumpleaños": ("1/5/1990", "3/2/1985",
	"birth_date"), "Dirección de correo electrónico": ("ana@ej.ec", "luis@ej.ec", "email"),
	"Número de identificación del gobierno": ("1710034065", "0926687856", "id_number"),
	"Oficina": ("Matriz", "Matriz", ""), "Página web": ("http://ej.ec", "http://ej.ec", ""),
}  # fmt: skip
ABBREVIATED: Shape = {
	"Ced.": ("1710034065", "0926687856", "id_number"), "Nomb.": ("Ana", "Luis", "name"),
	"Apells.": ("Peña", "Ñusta", "surname"), "Fec. Nac.": ("1/5/1990", "3/2/1985", "birth_date"),
	"Telf.": ("0991234567", "0987654321", "phone"), "Dir.": ("Calle 1", "Calle 2", "address"),
	"Prov.": ("Pichincha", "Loja", "province"), "Ciudad de nacimiento": ("Quito", "Loja", ""),
	"Ing. Mens.": ("800", "950.5", "monthly_income"), "Fec. Reg.": ("1/5/2020", "3/2/2021",
	"registered_on"), "E. mail": ("ana@ej.ec", "luis@ej.ec", "email"),
}  # fmt: skip
SHAPES = (HUBSPOT, HUBSPOT_ES, MAILCHIMP, GOOGLE, SHOPIFY, OUTLOOK_ES, ABBREVIATED)
PLACES = ("Ciudad", "Provincia", "Cantón", "País", "Lugar", "City", "Place", "State", "Dirección")
BIRTHS = ("{} de nacimiento", "{} nac.", "{} of birth", "Birth {}")
FIELDS = ("Email", "Correo", "Teléfono", "Phone", "Address", "Dirección", "Nombre", "Ciudad")
CHANGES = ("{} changed", "{} last updated", "Last change of {}", "Cambio de {}", "{} modificado",
	"{} verificado", "{} confirmed", "Actualización de {}")  # fmt: skip
SAID = (GuessSource.NAME, Certainty.DOUBTFUL)


class TestTools:
	@pytest.mark.parametrize("shape", SHAPES)
	def test_each_column_goes_where_it_belongs(self, shape: Shape) -> None:
		rows = [[one[place] for one in shape.values()] for place in (0, 1)]
		found = [one.target for one in guess_targets(list(shape), rows)]
		asked = {name: one[2] for name, one in shape.items()}
		assert dict(zip(shape, found, strict=True)) == asked

	@pytest.mark.parametrize(("place", "birth"), [*product(PLACES, BIRTHS)])
	def test_where_somebody_was_born_is_neither_an_address_nor_a_day(
		self, place: str, birth: str
	) -> None:
		(found,) = guess_targets([birth.format(place)], [])
		assert found.target == ""

	@pytest.mark.parametrize(("field", "change"), [*product(FIELDS, CHANGES)])
	def test_what_happened_to_a_field_is_not_the_field(self, field: str, change: str) -> None:
		(found,) = guess_targets([change.format(field)], [])
		assert found.target == ""

	def test_a_shortened_name_is_the_whole_one(self) -> None:
		assert len(SHORTENED) > 30
		for short, whole in SHORTENED.items():
			assert split_words(whole) == [whole]
			for name in (short, f"{short.title()}.", f"{short.lower()}."):
				find = CUSTOMER_WORDS.find_whole
				assert find(name) == find(whole), name


class TestIdentifications:
	"""Whatever a column is called, its values say whether it identifies people."""

	@pytest.mark.parametrize("name", ["CI", "Cédula", "Documento", "id_number", "Identificación"])
	@pytest.mark.parametrize(
		"values",
		[
			["95", "90", "99"], ["10001", "10002", "10003"], ["AB123", "AB124", "AB125"],
			["1710034066", "0926687857", "1710034065"], ["factura.pdf", "contrato.pdf"],
		],
	)  # fmt: skip
	def test_a_whole_name_is_doubted_by_its_values(self, name: str, values: list[str]) -> None:
		(found,) = guess_targets([name], [[value] for value in values])
		assert (found.target, found.doubted) == ("", "id_number")
		assert (found.source, found.certainty) == SAID

	def test_another_column_may_take_its_place(self) -> None:
		header, rows = ["Documento", "Número"], [["A-1", "1710034065"], ["A-2", "0926687856"]]
		found = guess_targets(header, rows)
		assert [(one.target, one.doubted) for one in found] == [
			("", "id_number"), ("id_number", ""),
		]  # fmt: skip

	@pytest.mark.parametrize(
		("header", "row"),
		[
			(["Pasaporte"], ["AB123456"]), (["Documento"], ["1710034065"]),
			(["Tipo documento", "Documento"], ["Pasaporte", "AB123456"]),
			(["Cédula"], ["926687856"]), (["RUC"], ["1790016919001"]), (["Cédula"], [""]),
		],
	)  # fmt: skip
	def test_what_vouches_for_it(self, header: list[str], row: list[str]) -> None:
		found = guess_targets(header, [row])[-1]
		assert (found.target, found.certainty) == ("id_number", Certainty.SURE)

	def test_a_type_beside_it_may_deny_it_as_well(self) -> None:
		rows = [["Cédula", "1710034066"], ["RUC", "AB123456"]]
		assert guess_targets(["Tipo documento", "Documento"], rows)[1].doubted == "id_number"

	def test_codes_are_nobodys_passports(self) -> None:
		assert mostly_passports(["Documento"], [["AB123"], ["AB124"]], 0)
		assert not mostly_passports(["Documento"], [["1710034066"]], 0)
		assert not mostly_passports(["Pasaporte"], [["AB123"]], 0)
		assert not mostly_passports(["Tipo ID", "Documento"], [["pasaporte", "AB123"]], 1)

"""By which name a person is greeted, or by none."""

import csv
from pathlib import Path

import pytest

from chasqui.contracts.mailer.greetings import choose_greeting, complete_names

FILE = Path(__file__).parents[3] / "data" / "imports" / "greetings.csv"


class TestGreetings:
	def test_names_as_lists_have_them(self) -> None:
		with FILE.open(encoding="utf-8") as file:
			names = [row["nombre"] for row in csv.DictReader(file)]
		assert [choose_greeting(name, "") for name in names] == ["", "", "Nelly", "", "María"]

	@pytest.mark.parametrize(
		("whole", "given", "greeted"),
		[
			("TOAPANTA QUILUMBA MARIA FERNANDA", "MARIA FERNANDA", "Maria"),
			("de la Torre Luis", "Luis", "Luis"),
			("Peña, José", "N/A", "José"),
			("Sr. Ing. Juan Pérez", "", "Juan"),
			("D'Angelo Ruiz", "", "D'Angelo"),
			("J. Pérez", "", ""),
			("0991234567", "", ""),
			("", "", ""),
		],
	)
	def test_a_given_name_or_nothing(self, whole: str, given: str, greeted: str) -> None:
		assert choose_greeting(whole, given) == greeted

	def test_a_company_keeps_its_name(self) -> None:
		values = {"nombre": "ANDINA S.A.", "primer_nombre": "ANDINA S.A.", "nombre_de_pila": ""}
		assert complete_names(values) == values

	def test_capitals_become_mixed_case(self) -> None:
		values = complete_names({"nombre": "MARIA DE LA TORRE", "nombre_de_pila": "MARIA"})
		assert (values["nombre"], values["primer_nombre"]) == ("Maria de la Torre", "Maria")

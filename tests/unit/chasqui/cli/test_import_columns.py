"""What `chasqui import` shows of a file's columns, and what somebody decides about them."""

from io import StringIO

import pytest
from rich.console import Console

from chasqui.cli.import_columns import (
	CERTAINTY,
	build_table,
	choose_columns,
	refuse_doubtful,
)
from chasqui.contracts.customers.imports import (
	FIELD_TARGETS,
	Certainty,
	CustomTarget,
	ImportColumn,
	ImportColumns,
	ImportKind,
	name_target,
)
from chasqui.demo.waiting import StoryError

COLUMNS = ImportColumns(
	columns=[
		ImportColumn(
			index=0, header="Cédula", samples=["95", "90", "99"], doubted="id_number",
			certainty=Certainty.DOUBTFUL,
		),
		ImportColumn(
			index=1, header="Ciudad de entrega", samples=["Quito"], target="canton",
			certainty=Certainty.DOUBTFUL,
		),
		ImportColumn(index=2, header="a=b", samples=["x"]),
		ImportColumn(index=3, header="Nombre", target="name", certainty=Certainty.SURE),
	],
	custom=[CustomTarget(target="custom.plan", label="Plan contratado")],
)  # fmt: skip


def draw(columns: list[ImportColumn]) -> str:
	file = StringIO()
	Console(file=file, width=120).print(build_table(columns))
	return file.getvalue()


class TestColumns:
	def test_it_shows_values_and_certainty(self) -> None:
		text = draw(COLUMNS.columns)
		for shown in ("95 · 90 · 99", "¿Identificación?", "Cantón", "dudosa", "sin propuesta"):
			assert shown in text
		assert CERTAINTY.keys() == set(Certainty)

	@pytest.mark.parametrize("chosen", [(), ("Cédula=",), ("Ciudad de entrega",)])
	def test_what_is_doubtful_is_refused(self, chosen: tuple[str, ...]) -> None:
		with pytest.raises(StoryError, match="--column"):
			refuse_doubtful(choose_columns(COLUMNS, chosen))

	@pytest.mark.parametrize(
		("chosen", "targets"),
		[
			(("Cédula", "Ciudad de entrega"), ["id_number", "canton", "", "name"]),
			(("cedula=Identificación", "CIUDAD DE ENTREGA="), ["id_number", "", "", "name"]),
			(("Cédula=", "Ciudad de entrega=address"), ["", "address", "", "name"]),
			(
				("Cédula=", "Ciudad de entrega=", "a=b=plan contratado", "Nombre="),
				["", "", "custom.plan", ""],
			),
		],
	)
	def test_what_somebody_chose_goes_there(
		self, chosen: tuple[str, ...], targets: list[str]
	) -> None:
		settled = choose_columns(COLUMNS, chosen)
		refuse_doubtful(settled)
		assert [one.target for one in settled] == targets

	@pytest.mark.parametrize("chosen", ["Nada=name", "Cédula=nada"])
	def test_what_is_not_there_is_named(self, chosen: str) -> None:
		with pytest.raises(StoryError, match=r"(?i)nada"):
			choose_columns(COLUMNS, [chosen])

	def test_every_field_is_known_by_both_its_names(self) -> None:
		for target in FIELD_TARGETS:
			for name in (target, str(name_target(target))):
				assert choose_columns(COLUMNS, [f"Nombre={name}"])[3].target == target


@pytest.mark.covers("C14")
class TestSales:
	def test_columns_go_to_what_a_sale_has(self) -> None:
		sales = ImportColumns(
			kind=ImportKind.SALES,
			columns=[
				ImportColumn(index=0, header="Comprobante"),
				ImportColumn(index=1, header="Cuánto", target="quantity", certainty=Certainty.SURE),
			],
		)
		settled = choose_columns(sales, ["Comprobante=Número del documento"])
		assert [one.target for one in settled] == ["number", "quantity"]
		with pytest.raises(StoryError, match="unit_price"):
			choose_columns(sales, ["Comprobante=birth_date"])

"""What the company sold in former years: imported as a file, and counted again."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rich.console import Console

from chasqui.contracts.customers.imports import ImportMode, ImportProgress, ImportQuery, ImportState
from chasqui.contracts.customers.sale_lists import SaleFacets, SaleFilters
from chasqui.contracts.customers.sales import SaleSource
from chasqui.contracts.endpoints.customers import imports as imports_api
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.contracts.endpoints.customers.reports import (
	SaleReportLine,
	SaleReportQuery,
	report_sales,
)
from chasqui.demo.checks import Check
from chasqui.demo.finance import count_cents
from chasqui.demo.suite_client import SuiteClient
from chasqui.demo.waiting import Progressed, wait_for

IMPORTED = [SaleSource.IMPORTED]


@dataclass(frozen=True)
class HistorySummary:
	"""What the file says, what its import did, and what lists and report say of it."""

	lines: int
	sales: int
	net: Decimal
	"""Of what was neither voided nor given back."""
	imported: ImportProgress
	facets: SaleFacets
	report: SaleReportLine


def import_history(suite_client: SuiteClient, console: Console, path: Path) -> HistorySummary:
	"""Import a file of former sales as the administrator would, and count what came in."""
	admin = suite_client.sign_in("admin").customers
	query = ImportQuery(mode=ImportMode.CREATE, file_name=path.name)
	started = admin.call(imports_api.receive_import, query=query, file=[path.read_bytes()])
	imported = wait_for(
		console,
		"Importando ventas anteriores (bytes)",
		lambda: admin.call(imports_api.show_import, import_id=started.id),
		lambda now: Progressed(
			now.bytes_read,
			now.bytes_total,
			now.state is ImportState.DONE,
			now.error if now.state is ImportState.FAILED else None,
		),
	)
	head = suite_client.sign_in("jefa").customers
	facets = head.call(sales_api.find_sale_facets, query=SaleFilters(source=IMPORTED))
	report = head.call(report_sales, query=SaleReportQuery(source=IMPORTED))
	lines, sales, net = sum_file(path)
	return HistorySummary(lines, sales, net, imported, facets, report.total)


def sum_file(path: Path) -> tuple[int, int, Decimal]:
	"""Return how many lines and documents a file has, and what was sold for good, without tax."""
	with path.open(encoding="utf-8", newline="") as file:
		rows = list(csv.DictReader(file))
	kept = [row for row in rows if row["state"] not in ("voided", "returned")]
	net = sum(
		(
			Decimal(row["quantity"]) * Decimal(row["unit_price"]) - Decimal(row["discount"])
			for row in kept
		),
		Decimal(0),
	)
	return len(rows), len({row["number"] for row in rows}), net


def check_history(found: HistorySummary) -> list[Check]:
	"""Return what the file, its import, the list and the report must agree in."""
	done = found.imported
	return [
		Check("historial: líneas del archivo = leídas", found.lines, done.rows),
		Check("historial: documentos del archivo = traídos", found.sales, done.created),
		Check("historial: traídos = en la lista", done.created, found.facets.total),
		Check(
			"historial, en centavos: neto del archivo = informe",
			count_cents(found.net),
			count_cents(found.report.net),
		),
	]

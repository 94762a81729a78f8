"""Writes the sample files: customers and sales to import, risk records to load."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import TextIO

from chasqui.kernel.sheets.csv_files import write_lines
from chasqui.sample.customers import COLUMNS, CustomerMaker, Row
from chasqui.sample.extras import EXTRA_COLUMNS, Enricher, write_companions
from chasqui.sample.faults import FAULTS, REJECTED, spoil_row
from chasqui.sample.risk import COLUMNS as RISK_COLUMNS
from chasqui.sample.risk import make_risk
from chasqui.sample.sales import COLUMNS as SALE_COLUMNS
from chasqui.sample.sales import SaleMaker

SALES_SEED = 15_485_863
EXTRAS_SEED = 104_729  # so are they, with or without what a rich file adds
FAULT_EVERY = 200  # one faulty row comes after so many good ones
RISK_SEED = 7919  # a stream of its own: customers stay the same whatever risk draws


@dataclass(frozen=True)
class SampleFiles:
	"""What was written: rows of `customers`, `partial` of them with a cell that cannot serve,
	`faulty` rows to reject, `risks` records, `sales` of `sale_lines`."""

	customers: int
	partial: int
	faulty: int
	risks: int
	customers_file: Path
	risk_file: Path
	sales: int = 0
	sale_lines: int = 0
	sales_file: Path | None = None


def write_sample(
	folder: Path,
	*,
	customers: int,
	seed: int,
	as_of: date,
	is_rich: bool = True,
	buyers: int | None = None,
) -> SampleFiles:
	"""Write ``customers.csv`` and ``risk.csv``; the same seed and day give the same bytes.

	A rich file has tags, further contacts, own fields and last contacts too, and holds some
	persons twice. With it come ``custom_fields.json``, ``servicios.json`` and ``ventas.csv``: what
	the customers bought in former years, or the first `buyers` of them.
	"""
	customers_file, risk_file = _prepare(folder, is_rich=is_rich)
	maker = CustomerMaker(seed, as_of)
	choose = Random(seed + RISK_SEED)  # noqa: S311 - sample data, no secret
	enricher = Enricher(seed + EXTRAS_SEED, as_of) if is_rich else None
	columns = (*COLUMNS, *EXTRA_COLUMNS) if is_rich else COLUMNS
	spoilt = faulty = risks = 0
	with (
		_open(customers_file) as customers_text,
		_open(risk_file) as risk_text,
		_open_sales(folder if is_rich else None, seed, as_of, buyers) as sales,
	):
		customers_text.write(write_lines([columns]))
		risk_text.write(write_lines([RISK_COLUMNS]))
		for number, made in enumerate(maker.make(customers), 1):
			row = enricher.enrich(made) if enricher else made
			customers_text.write(_write_row(row, columns))
			if risk := make_risk(row, choose, as_of):
				risk_text.write(_write_row(risk, RISK_COLUMNS))
				risks += 1
			if sales is not None:
				sales.write(made)
			if number % FAULT_EVERY == 0:
				fault = FAULTS[spoilt % len(FAULTS)]
				bad = _make_faulty(maker, fault, choose, as_of)
				customers_text.write(_write_row(bad, columns))
				spoilt += 1
				faulty += fault in REJECTED
	partial = spoilt - faulty
	counts = (customers + partial, partial, faulty, risks)
	sold = () if sales is None else (sales.maker.made, sales.lines, sales.path)
	return SampleFiles(*counts, customers_file, risk_file, *sold)


def _prepare(folder: Path, *, is_rich: bool) -> tuple[Path, Path]:
	"""Return where customers and risk go, in a folder that is there with what goes with them."""
	folder.mkdir(parents=True, exist_ok=True)
	if is_rich:
		write_companions(folder)
	return folder / "customers.csv", folder / "risk.csv"


def _open(path: Path) -> TextIO:
	return path.open("w", encoding="utf-8", newline="")


@contextmanager
def _open_sales(
	folder: Path | None, seed: int, as_of: date, buyers: int | None
) -> Iterator["SalesFileWriter | None"]:
	"""Yield what writes the sales into a folder; None without one."""
	if folder is None:
		yield None
		return
	path = folder / "ventas.csv"
	with _open(path) as text:
		text.write(write_lines([SALE_COLUMNS]))
		yield SalesFileWriter(path, text, SaleMaker(seed + SALES_SEED, as_of), buyers)


@dataclass
class SalesFileWriter:
	"""Writes what customers bought; `lines` were written."""

	path: Path
	text: TextIO
	maker: SaleMaker
	buyers: int | None
	lines: int = 0

	def write(self, customer: Row) -> None:
		"""Write what one more customer bought, unless there are `buyers` already."""
		if self.buyers is not None:
			if not self.buyers:
				return
			self.buyers -= 1
		lines = list(self.maker.make([customer]))
		self.text.write(write_lines(lines))
		self.lines += len(lines)


def _write_row(row: Row, columns: Sequence[str]) -> str:
	return write_lines([[str(row.get(column, "")) for column in columns]])


def _make_faulty(maker: CustomerMaker, fault: str, choose: Random, as_of: date) -> Row:
	"""Return a new person's row with a fault."""
	while True:
		row = next(maker.make(1))
		if row["id_type"] == "cedula":
			return spoil_row(row, fault, choose, as_of)

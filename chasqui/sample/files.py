"""Writes the sample files: customers to import and risk records to load."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from chasqui.kernel.sheets.csv_files import write_lines
from chasqui.sample.customers import COLUMNS, CustomerMaker, Row
from chasqui.sample.extras import EXTRA_COLUMNS, Enricher, write_companions
from chasqui.sample.faults import FAULTS, REJECTED, spoil_row
from chasqui.sample.risk import COLUMNS as RISK_COLUMNS
from chasqui.sample.risk import make_risk

EXTRAS_SEED = 104_729  # so are they, with or without what a rich file adds
FAULT_EVERY = 200  # one faulty row comes after so many good ones
RISK_SEED = 7919  # a stream of its own: customers stay the same whatever risk draws


@dataclass(frozen=True)
class SampleFiles:
	"""What was written: rows of `customers`, `partial` of them with a cell that cannot serve,
	`faulty` rows to reject, `risks` records."""

	customers: int
	partial: int
	faulty: int
	risks: int
	customers_file: Path
	risk_file: Path


def write_sample(
	folder: Path, *, customers: int, seed: int, as_of: date, is_rich: bool = True
) -> SampleFiles:
	"""Write ``customers.csv`` and ``risk.csv``; the same seed and day give the same bytes.

	A rich file has tags, further contacts, own fields and last contacts too, and holds some
	persons twice. With it come ``custom_fields.json`` and ``servicios.json``.
	"""
	folder.mkdir(parents=True, exist_ok=True)
	customers_file, risk_file = folder / "customers.csv", folder / "risk.csv"
	maker = CustomerMaker(seed, as_of)
	choose = Random(seed + RISK_SEED)  # noqa: S311 - sample data, no secret
	enricher = Enricher(seed + EXTRAS_SEED, as_of) if is_rich else None
	columns = (*COLUMNS, *EXTRA_COLUMNS) if is_rich else COLUMNS
	if is_rich:
		write_companions(folder)
	spoilt = faulty = risks = 0
	with (
		customers_file.open("w", encoding="utf-8", newline="") as customers_text,
		risk_file.open("w", encoding="utf-8", newline="") as risk_text,
	):
		customers_text.write(write_lines([columns]))
		risk_text.write(write_lines([RISK_COLUMNS]))
		for number, made in enumerate(maker.make(customers), 1):
			row = enricher.enrich(made) if enricher else made
			customers_text.write(_write_row(row, columns))
			if risk := make_risk(row, choose, as_of):
				risk_text.write(_write_row(risk, RISK_COLUMNS))
				risks += 1
			if number % FAULT_EVERY == 0:
				fault = FAULTS[spoilt % len(FAULTS)]
				bad = _make_faulty(maker, fault, choose, as_of)
				customers_text.write(_write_row(bad, columns))
				spoilt += 1
				faulty += fault in REJECTED
	partial = spoilt - faulty
	return SampleFiles(customers + partial, partial, faulty, risks, customers_file, risk_file)


def _write_row(row: Row, columns: Sequence[str]) -> str:
	return write_lines([[str(row.get(column, "")) for column in columns]])


def _make_faulty(maker: CustomerMaker, fault: str, choose: Random, as_of: date) -> Row:
	"""Return a new person's row with a fault."""
	while True:
		row = next(maker.make(1))
		if row["id_type"] == "cedula":
			return spoil_row(row, fault, choose, as_of)

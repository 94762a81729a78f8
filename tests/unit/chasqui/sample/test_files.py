import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum.ec import ci, ruc

from chasqui.contracts.customers.imports import AmountWriting
from chasqui.contracts.sample import NO_BOX_DOMAIN
from chasqui.sample.extras import EXTRA_COLUMNS
from chasqui.sample.files import SampleFiles, write_sample
from customers.imports.domain.columns import build_plan, name_targets
from customers.imports.domain.faults import BadRow
from customers.imports.domain.rows import RowParser
from customers.imports.domain.sale_columns import build_sale_plan, name_sale_targets
from customers.imports.domain.sale_rows import SaleRowParser
from customers.imports.domain.sale_words import is_sale_table

DAY = date(2026, 11, 20)


class TestWriteSample:
	def test_the_same_seed_gives_the_same_files(self, tmp_path: Path, made: SampleFiles) -> None:
		again = write_sample(tmp_path, customers=3000, seed=1, as_of=DAY)
		assert again.customers_file.read_bytes() == made.customers_file.read_bytes()
		assert again.risk_file.read_bytes() == made.risk_file.read_bytes()

	def test_another_seed_gives_others(self, tmp_path: Path, made: SampleFiles) -> None:
		other = write_sample(tmp_path, customers=3000, seed=2, as_of=DAY)
		assert other.customers_file.read_bytes() != made.customers_file.read_bytes()

	def test_the_import_takes_the_good_rows_and_no_other(self, made: SampleFiles) -> None:
		rows = read_rows(made.customers_file)
		reader = RowParser(
			build_plan(name_targets(list(rows[0]))), amounts=AmountWriting.PLAIN, today=DAY
		)
		good = bad = partial = 0
		for row in rows:
			try:
				partial += bool(reader.read(list(row.values())).faults)
				good += 1
			except BadRow:
				bad += 1
		assert (good, partial, bad) == (made.customers, made.partial, made.faulty) == (3008, 8, 7)

	def test_identities_are_right_by_the_library_and_unique(self, made: SampleFiles) -> None:
		rows = read_rows(made.customers_file)
		good = [row for row in rows if row["id_type"] == "cedula" and len(row["id_number"]) == 10]
		wrong = [row for row in good if not ci.is_valid(row["id_number"])]
		assert len(wrong) == 2  # those of the faulty rows
		assert len({row["id_number"] for row in good}) == len(good)
		companies = [row["id_number"] for row in rows if row["kind"] == "company"]
		assert 0.9 < sum(map(ruc.is_valid, companies)) / len(companies) < 1

	def test_a_rich_file_tells_more_of_the_same_people(
		self, tmp_path: Path, made: SampleFiles
	) -> None:
		plain = write_sample(tmp_path, customers=3000, seed=1, as_of=DAY, is_rich=False)
		rich, rows = read_rows(made.customers_file), read_rows(plain.customers_file)
		assert [row["id_number"] for row in rich] == [row["id_number"] for row in rows]
		assert set(rich[0]) - set(rows[0]) == set(EXTRA_COLUMNS)
		for column in EXTRA_COLUMNS:
			assert 0.03 < sum(1 for row in rich if row[column]) / len(rich) < 0.95, column
		told = [row["last_contact"] for row in rich if row["last_contact"]]
		assert all(text <= DAY.isoformat() for text in told)
		assert 0.05 < sum(1 for text in told if text < "2024") / len(told) < 0.3
		assert not list(tmp_path.glob("*.json"))

	def test_some_facts_are_old_and_some_addresses_have_no_box(self, made: SampleFiles) -> None:
		rows = [row for row in read_rows(made.customers_file) if row["updated_on"]]
		days = [row["updated_on"] for row in rows]
		assert all(row["registered_on"] <= row["updated_on"] <= DAY.isoformat() for row in rows)
		assert 0.02 < sum(1 for day in days if day < "2024-11") / len(days) < 0.3
		emails = [row["email"] for row in rows if row["email"]]
		assert 0.004 < sum(email.endswith(NO_BOX_DOMAIN) for email in emails) / len(emails) < 0.03

	def test_some_persons_come_twice(self, made: SampleFiles) -> None:
		persons = [row for row in read_rows(made.customers_file) if row["kind"] == "person"]
		keys = Counter((row["name"], row["birth_date"]) for row in persons if row["birth_date"])
		assert 5 < sum(1 for count in keys.values() if count > 1) < 60

	def test_people_are_spread_as_asked(self, made: SampleFiles) -> None:
		rows = [row for row in read_rows(made.customers_file) if row["kind"] == "person"]
		provinces = Counter(row["province"] for row in rows)
		assert provinces.most_common(2)[0][0] == "EC-G"
		assert len(provinces) == 24
		incomes = sorted(
			float(row["monthly_income"]) for row in rows if row["monthly_income"].isdigit()
		)
		median, top = incomes[len(incomes) // 2], incomes[-len(incomes) // 100]
		assert top > 4 * median
		births = [row["birth_date"] for row in rows if row["birth_date"][4:5] == "-"]
		ages = [DAY.year - int(birth[:4]) for birth in births if int(birth[:4]) < DAY.year]
		assert 17 < min(ages) < 25
		assert 75 < max(ages) <= 91

	def test_nothing_leads_outside(self, made: SampleFiles) -> None:
		rows = read_rows(made.customers_file)
		assert all(row["synthetic"] == "si" for row in rows)
		assert all(row["email"].endswith("example.com") for row in rows if row["email"])

	def test_risk_tells_of_persons_by_their_cedula(self, made: SampleFiles) -> None:
		risks = read_rows(made.risk_file)
		assert {row["id_type"] for row in risks} == {"cedula", "passport"}
		assert {row["level"] for row in risks} == {"LOW", "MEDIUM", "HIGH"}
		assert len(risks) == made.risks > 2500


def read_rows(file: Path) -> list[dict[str, str]]:
	with file.open(encoding="utf-8", newline="") as text:
		return list(csv.DictReader(text))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
	return write_sample(tmp_path_factory.mktemp("sample"), customers=3000, seed=1, as_of=DAY)


@pytest.mark.covers("C14")
class TestSales:
	def test_the_same_seed_gives_the_same_sales(self, tmp_path: Path, made: SampleFiles) -> None:
		again = write_sample(tmp_path, customers=3000, seed=1, as_of=DAY)
		assert again.sales_file is not None
		assert made.sales_file is not None
		assert again.sales_file.read_bytes() == made.sales_file.read_bytes()

	def test_a_plain_file_has_none_and_buyers_may_be_few(self, tmp_path: Path) -> None:
		plain = write_sample(tmp_path, customers=50, seed=1, as_of=DAY, is_rich=False)
		assert (plain.sales, plain.sales_file) == (0, None)
		few = write_sample(tmp_path, customers=50, seed=1, as_of=DAY, buyers=5)
		assert few.sales_file is not None
		assert len({row["id_number"] for row in read_rows(few.sales_file)}) <= 5

	def test_it_is_plausible_as_a_whole(self, made: SampleFiles) -> None:
		assert made.sales_file is not None
		rows = read_rows(made.sales_file)
		documents = {row["number"]: row for row in rows}
		assert (len(rows), len(documents)) == (made.sale_lines, made.sales)
		assert all("(ejemplo)" in row["item_name"] for row in rows)
		days = [date.fromisoformat(row["invoiced_on"]) for row in documents.values()]
		assert max(days) < DAY
		assert len({day.year for day in days}) == 5
		months = Counter(day.month for day in days)
		assert months[12] > 1.3 * months[2]
		states = Counter(row["state"] for row in documents.values())
		assert states.keys() == {"paid", "invoiced", "voided", "returned"}
		assert states["paid"] > 0.9 * len(documents)
		buyers = Counter(row["id_number"] for row in documents.values())
		assert 0.5 < len(buyers) / 3000 < 0.8
		assert sum(count > 1 for count in buyers.values()) > len(buyers) / 3
		assert Counter(Counter(row["number"] for row in rows).values()).keys() == {1, 2, 3, 4}

	def test_the_import_takes_every_row(self, made: SampleFiles) -> None:
		assert made.sales_file is not None
		rows = read_rows(made.sales_file)
		assert is_sale_table(list(rows[0]))
		plan = build_sale_plan(name_sale_targets(list(rows[0])))
		reader = SaleRowParser(plan, amounts=AmountWriting.PLAIN, today=DAY)
		assert [one for row in rows for one in reader.read(list(row.values())).faults] == []

from collections import Counter
from statistics import median

import pytest

from chasqui.stack.places import REPOSITORY
from tests.architecture.source import (
	PRODUCT,
	count_lines,
	iterate_functions,
	list_files,
	measure_function,
	name_file,
)

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
# A blueprint's builder and a Flask app's are tables of contents: their views count one by one.
CONTENTS = ("build_blueprint", "build_app", "build_health_blueprint", "register_", "build_tasks")
LONGEST_KERNEL_FILE = 150
# Lines that are not blank: what all services share is to be known by all who work on one.
KERNEL_BUDGETS = {
	"": 320,  # a text that is measured in characters, not in elements
	"clients": 300,
	"config": 180,
	"data": 625,  # every list and report of the services; what follows a commit, once
	"feed": 830,  # the app of every service with data; days of contacts; nudges by producer
	"jobs": 380,  # what people may do to any job, which each kind had written for itself
	"personal": 320,
	"security": 585,  # whom a process trusts, which only `clients` could ask
	"server": 270,
	"sheets": 350,  # every file that leaves, JSON lines too, and what a spreadsheet must not run
	"tasks": 315,  # figures counted again, which each feature had written for itself
	"texts": 200,
	"web": 750,  # the routes of declared reports
}


class TestSizes:
	def test_no_file_is_longer_than_300_lines(self) -> None:
		files = list_files(*PRODUCT, "benchmarks", "tests/support")
		assert {name_file(f): count_lines(f) for f in files if count_lines(f) > LONGEST_FILE} == {}

	def test_a_file_is_read_on_two_screens(self) -> None:
		lengths = [count_lines(file) for file in list_files(*PRODUCT) if count_lines(file) > 3]
		assert median(lengths) <= 90

	def test_no_function_is_longer_than_40_lines(self) -> None:
		long = {
			f"{name_file(file)}:{node.name}": measure_function(node)
			for file in list_files(*PRODUCT)
			for node in iterate_functions(file)
			if measure_function(node) > LONGEST_FUNCTION and not node.name.startswith(CONTENTS)
		}
		assert long == {}

	def test_functions_are_short(self) -> None:
		lengths = [
			measure_function(node)
			for file in list_files(*PRODUCT)
			for node in iterate_functions(file)
		]
		assert median(lengths) <= 10

	def test_views_and_tasks_are_thin(self) -> None:
		thick = {
			f"{name_file(file)}:{node.name}": measure_function(node)
			for file in list_files("services")
			if "/api/" in name_file(file) and "portal" not in name_file(file)
			for node in iterate_functions(file)
			if measure_function(node) > 25 and not node.name.startswith(CONTENTS)
		}
		assert thick == {}

	def test_every_part_of_the_kernel_stays_small(self) -> None:
		files = list_files("chasqui/kernel")
		assert {
			name_file(file): count_lines(file)
			for file in files
			if count_lines(file) > LONGEST_KERNEL_FILE
		} == {}
		written: Counter[str] = Counter()
		for file in files:
			part, _, _ = name_file(file).removeprefix("chasqui/kernel/").rpartition("/")
			written[part] += sum(1 for line in file.read_text("utf-8").splitlines() if line.strip())
		assert written.keys() == KERNEL_BUDGETS.keys()
		assert {p: n for p, n in written.items() if n > KERNEL_BUDGETS[p]} == {}


@pytest.mark.covers("K10", "K11", "K6")
class TestForm:
	def test_code_is_indented_with_tabs(self) -> None:
		spaced = {
			name_file(file)
			for file in list_files(*PRODUCT, "tests", "benchmarks")
			for line in file.read_text("utf-8").splitlines()
			if line.startswith("    ")
		}
		assert spaced == set()

	def test_lines_have_100_characters_at_most(self) -> None:
		long = {
			f"{name_file(file)}:{number}"
			for file in list_files(*PRODUCT, "tests", "benchmarks")
			for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
			if len(line.expandtabs(4)) > 100
		}
		assert long == set()

	def test_the_formatter_and_the_linter_keep_it_so(self) -> None:
		settings = (REPOSITORY / "pyproject.toml").read_text("utf-8")
		assert 'indent-style = "tab"' in settings
		assert "line-length = 100" in settings

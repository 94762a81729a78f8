import pytest

from campaigns.risk.domain.review_files import BadFile, read_rows

GOOD = "1710034065"


class TestFiles:
	@pytest.mark.parametrize(
		"text",
		[
			f"identificacion\n{GOOD}\n",
			f"Cédula;Nombre\r\n{GOOD};Ana\r\n",
			f"nombre,tipo,identificación\nAna,cedula,{GOOD}\n",
			f"{GOOD}\n",
			f'identificacion\n"=""{GOOD}"""\n',
			f"\ufeffidentificacion\n{GOOD}\n",
		],
	)
	def test_the_number_is_found_however_the_file_is_written(self, text: str) -> None:
		row = next(iter(read_rows(text.encode())))
		assert (row.id_type, row.id_number, row.masked_id) == ("cedula", GOOD, "17******65")

	def test_each_fault_has_its_line_and_no_number_in_clear(self) -> None:
		text = f"identificacion;tipo\n\n{GOOD};\n1710034066;\nAB123456;\nAB123456;pasaporte\n;ruc\n"
		rows = {row.line: row for row in read_rows(text.encode())}
		assert sorted(rows) == [3, 4, 5, 6, 7]
		assert str(rows[4].error) == "El dígito verificador de la cédula no corresponde."
		assert rows[4].masked_id == "17******66"
		assert rows[4].id_number is None
		assert rows[5].error is not None
		assert str(rows[5].error).startswith("Diga el tipo")
		assert rows[6].id_type == "passport"
		assert str(rows[7].error) == "Falta la identificación."

	def test_an_unknown_type_is_told(self) -> None:
		row = next(iter(read_rows(f"tipo,identificacion\ncarnet,{GOOD}\n".encode())))
		assert str(row.error) == "No se conoce el tipo «carnet»."

	def test_a_file_of_windows_is_read(self) -> None:
		row = next(iter(read_rows(f"identificación;teléfono\n{GOOD};1\n".encode("cp1252"))))
		assert row.id_number == GOOD

	@pytest.mark.parametrize(
		("data", "code"),
		[
			(b"", "empty_file"),
			(b"\n \n", "empty_file"),
			(b"PK\x03\x04\x00\x00", "not_csv"),
			(b"nombre,correo\nAna,ana@example.com\n", "missing_column"),
		],
	)
	def test_what_is_no_list_of_identifications_is_refused(self, data: bytes, code: str) -> None:
		with pytest.raises(BadFile) as caught:
			list(read_rows(data))
		assert caught.value.code == code

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from chasqui.kernel.data.copy_streams import BrokenStream, check_stream, receive_copy, stream_copy
from tests.support.servers import TestServers

ROWS = 200_000


@pytest.fixture
def connection(servers: TestServers) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
	with psycopg.connect(servers.postgres.build_url("postgres")) as opened:
		yield opened


class TestStreamCopy:
	def test_what_goes_out_comes_in_and_the_rows_are_told(
		self,
		servers: TestServers,
		connection: psycopg.Connection[tuple[object, ...]],
	) -> None:
		query = sql.SQL(
			"SELECT n, 'año' || chr(9) || n || chr(10), NULL FROM generate_series(1, %(last)s) AS n"
		)
		with psycopg.connect(servers.postgres.build_url("postgres")) as target:
			target.execute("CREATE TEMP TABLE copied (n bigint, told text, nothing text)")
			chunks = stream_copy(connection, query, {"last": ROWS})
			assert receive_copy(target, sql.SQL("copied"), chunks) == ROWS
			row = target.execute(
				"SELECT count(*), count(nothing), min(told) FILTER (WHERE n = 7) FROM copied"
			).fetchone()
		assert row == (ROWS, 0, "año\t7\n")

	def test_no_row_is_a_whole_stream_too(
		self, connection: psycopg.Connection[tuple[object, ...]]
	) -> None:
		stream = stream_copy(connection, sql.SQL("SELECT 1 WHERE false"), None)
		assert b"".join(check_stream(stream)) == b""

	def test_a_failure_on_the_way_ends_it_without_a_trailer(
		self, connection: psycopg.Connection[tuple[object, ...]]
	) -> None:
		query = sql.SQL("SELECT 1 / (150000 - n) FROM generate_series(1, 200000) AS n")
		chunks: list[bytes] = []
		with pytest.raises(psycopg.Error, match="division by zero"):
			chunks.extend(stream_copy(connection, query, None))
		with pytest.raises(BrokenStream):
			list(check_stream(chunks))

	def test_a_wrong_statement_is_told(
		self, connection: psycopg.Connection[tuple[object, ...]]
	) -> None:
		with pytest.raises(psycopg.Error, match="no_such_table"):
			list(stream_copy(connection, sql.SQL("SELECT * FROM no_such_table"), None))

	def test_a_reader_who_leaves_leaves_no_statement_running(
		self, servers: TestServers, connection: psycopg.Connection[tuple[object, ...]]
	) -> None:
		query = sql.SQL("SELECT n, repeat('x', 200) FROM generate_series(1, 5000000) AS n")
		stream = stream_copy(connection, query, None)
		next(stream)
		stream.close()  # type: ignore[attr-defined]
		assert connection.closed


class TestCheckStream:
	@pytest.mark.parametrize("size", [1, 3, 50, 10_000])
	def test_the_trailer_is_found_however_the_stream_is_cut_in_chunks(self, size: int) -> None:
		rows = b"".join(b"%d\tx\n" % number for number in range(100))
		whole = rows + b"#rows\t100\n"
		chunks = [whole[start : start + size] for start in range(0, len(whole), size)]
		assert b"".join(check_stream(chunks)) == rows

	@pytest.mark.parametrize(
		"broken", [b"", b"1\tx\n", b"1\tx\n#rows\t2\n", b"1\tx\n#rows\t", b"1\tx\n#rows\t1"]
	)
	def test_a_cut_stream_is_refused(self, broken: bytes) -> None:
		with pytest.raises(BrokenStream):
			list(check_stream([broken]))

"""A server that this service needs is down: answered as such (503), not as our error (500)."""

import psycopg
import redis
import sqlalchemy.exc
import structlog
from flask import Flask, Response
from sqlalchemy.exc import DataError

from chasqui.contracts.access import SPOKEN_NAMES, Service
from chasqui.kernel.errors import AppError, Invalid, Unavailable
from chasqui.kernel.texts.text import say
from chasqui.kernel.web.problems import render_problem

# Refused or lost connections, a pool without a free one, a statement that the server ended.
DATABASE_DOWN = (
	sqlalchemy.exc.OperationalError,
	sqlalchemy.exc.InterfaceError,
	sqlalchemy.exc.TimeoutError,
	psycopg.OperationalError,
)


def register_outages(app: Flask, service: Service) -> None:
	"""Answer what PostgreSQL and Redis raise with problem documents."""
	name = SPOKEN_NAMES[service]

	def answer_database_down(error: Exception) -> Response:
		detail = say("{name} no puede usar su base de datos por ahora.", name=name)
		return _answer("database_down", error, Unavailable(detail, code="database_down"))

	def answer_redis_down(error: Exception) -> Response:
		detail = say("{name} no puede usar Redis por ahora.", name=name)
		return _answer("redis_down", error, Unavailable(detail, code="redis_down"))

	for kind in DATABASE_DOWN:
		app.register_error_handler(kind, answer_database_down)
	app.register_error_handler(redis.RedisError, answer_redis_down)
	app.register_error_handler(DataError, _refuse_values)


def _refuse_values(error: Exception) -> Response:
	"""Answer what the database cannot hold: a number beyond its range, a character it lacks."""
	return _answer(
		"value_refused", error, Invalid(say("Un valor no cabe en los datos."), code="bad_value")
	)


def _answer(what: str, error: Exception, problem: AppError) -> Response:
	"""Log the kind alone: the message may hold values."""
	structlog.get_logger().warning(what, kind=type(error).__name__)
	return render_problem(problem)

"""The Celery app: ``python -m customers.app.worker``."""

from celery import Celery

from chasqui.contracts.access import Service
from chasqui.kernel.tasks.worker import build_worker, run_worker
from customers.app.tasks import build_tasks
from customers.app.wiring import Wiring
from customers.config import CustomersConfig


def create_worker() -> Celery:
	"""Return the worker of customers."""
	config = CustomersConfig()
	return build_worker(Service.CUSTOMERS, config, build_tasks(Wiring(config)))


if __name__ == "__main__":
	run_worker(create_worker())

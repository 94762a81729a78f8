from chasqui.kernel.migrations import run_migrations
from customers.models.registry import METADATA

run_migrations(METADATA)

from chasqui.kernel.migrations import run_migrations
from customers.models import METADATA

run_migrations(METADATA)

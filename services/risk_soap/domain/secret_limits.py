"""How long a consumer's name rests, at one address, after wrong secrets."""

FREE_FAILURES = 20  # a program with an old secret asks on and on
LOCKS = (*[0] * FREE_FAILURES, 60, 120, 240, 480, 900)  # seconds after each failure
LEAK_SECONDS = 60

"""What a process loads: one that serves young people holds no more than it needs."""

import subprocess
import sys

HEAVY = ("flask_security", "numpy", "scipy", "sklearn", "telegram")


def test_the_young_app_loads_neither_the_machine_that_themes_nor_the_sign_in() -> None:
    code = f"import sys, participation.web.young; print([m for m in {HEAVY} if m in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "[]"

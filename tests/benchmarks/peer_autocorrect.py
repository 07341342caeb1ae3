"""autocorrect, whose Python package has no command: each file by its library.  ``peer_autocorrect.py FILE…``"""

import sys
from importlib import import_module
from pathlib import Path

lint = import_module("autocorrect_py").lint_for
found = 0
for name in sys.argv[1:]:
    for line in lint(Path(name).read_text(encoding="utf-8"), "text").lines:
        found += 1
        print(f"{name}:{line.line}:{line.col}: {line.old} -> {line.new}")
sys.exit(found > 0)

"""xxlint beside its peers, in turn within one run: ``python tests/benchmarks/peers.py --peers FOLDER``.

The peers are looked for in FOLDER (or ``XXLINT_PEERS``) and on the path; this installs them there:

    python -m venv FOLDER && FOLDER/bin/pip install -r tests/benchmarks/peers.txt
    npm install --prefix FOLDER zhlint

It prints a table of every work and one of the goals.  ``--long`` adds a text of 100 MB, ``--quick`` takes texts of a
tenth and one round.  ``--svg examples/speed.svg`` draws the chart of the README, with its figures beside it in JSON;
``--only WORK`` measures some works again and keeps the figures of the others, ``--redraw`` only draws.

CPU times are those of whole processes and say more than wall times on a machine that does something else meanwhile;
what several processes gain shows only in wall times, on one that is idle.  Compare ratios, which hold elsewhere, and
not seconds, which do not.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import chart
import tables
from measuring import in_turn
from works import AGAIN, HERE, PEERS, find_peers, own_command, works

CUT = 60.0  # seconds that a peer gets for one run


def measure(folder: Path, peers: Path | None, rounds: int, only: list[str]) -> dict[str, Any]:
    """The figures of all works, as they stand in JSON; each work is printed when it is done."""
    tools = find_peers(peers)
    for name in PEERS:
        if name not in tools:
            print(f"{name}: not found, left out")
    figures: dict[str, Any] = {"schema": 1, "rounds": rounds, "works": {}}
    for work in works(folder, tools, own_command()):
        if only and work.name not in only:
            continue
        if AGAIN in work.commands:  # the first of these runs fills the cache
            subprocess.run(work.commands[AGAIN], cwd=folder, capture_output=True, check=False)
        limits = dict.fromkeys(tools, CUT)
        measured = in_turn(work.commands, folder, rounds * work.times, limits)
        runs = {name: one.rounded() for name, one in measured.items()}
        figures["works"][work.name] = {
            "title": work.title,
            "bytes": work.size,
            "files": work.files,
            "runs": runs,
        }
        print("".join(tables.work(figures["works"][work.name])), flush=True)
    return figures


def main() -> None:
    """Measure, print, and draw if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    named = os.environ.get("XXLINT_PEERS")
    parser.add_argument("--peers", type=Path, default=Path(named) if named else None)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--only", nargs="+", default=[], metavar="WORK")
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--redraw", action="store_true")
    asked = parser.parse_args()
    if asked.redraw:
        figures = {"works": _earlier(asked.svg)}
    else:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XXLINT_CACHE_DIR"] = str(Path(folder) / "cache")
            texts = Path(folder) / "texts"
            scale = "0.1" if asked.quick else "1"
            long = ["--long"] if asked.long else []
            maker = [sys.executable, str(HERE / "corpora.py"), str(texts), "--scale", scale, *long]
            helpers = os.pathsep.join((str(HERE.parent), str(HERE.parents[1])))
            subprocess.run(maker, env={**os.environ, "PYTHONPATH": helpers}, check=True)
            rounds = asked.rounds or (1 if asked.quick else 5)
            figures = measure(texts, asked.peers, rounds, asked.only)
        if asked.only and asked.svg is not None:
            figures["works"] = _earlier(asked.svg) | figures["works"]
    print("".join(tables.goals(figures["works"])))
    if asked.svg is not None:
        if not asked.redraw:
            text = json.dumps(figures, ensure_ascii=False, indent=1)
            asked.svg.with_suffix(".json").write_text(text + "\n", "utf-8")
        asked.svg.write_text(chart.draw(figures["works"]), "utf-8")


def _earlier(svg: Path) -> dict[str, Any]:
    """The works whose figures lie beside a chart."""
    file = svg.with_suffix(".json")
    works: dict[str, Any] = json.loads(file.read_text("utf-8"))["works"] if file.exists() else {}
    return works


if __name__ == "__main__":
    main()

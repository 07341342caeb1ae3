"""A name for a finding that it keeps while other parts of the report are edited.

It is the fingerprint by which waivers and baselines know it, and how many of the same kind stand before it.
"""

from collections import Counter
from hashlib import sha256

from xxlint.fingerprints import Fingerprint, Fingerprints
from xxlint.results import FileResult

_REACH = 12  # characters on either side: enough to tell blanks apart, few enough to survive an edit of the sentence


def fingerprints(result: FileResult, path: str = "") -> tuple[str, ...]:
    """One for each finding, in their order, all different; with ``path`` different from those of other files too."""
    prints = Fingerprints(result.document, _REACH)
    seen: Counter[Fingerprint] = Counter()
    made = []
    for diagnostic in result.diagnostics:
        content = prints.of(diagnostic)
        seen[content] += 1
        made.append(_hash(path, *content, str(seen[content])))
    return tuple(made)


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

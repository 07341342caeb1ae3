"""The picture of the table that the README shows."""

import re
from itertools import pairwise
from xml.etree import ElementTree

from rich.cells import cell_len

from xxlint.devtools import picture


def test_the_picture_reaches_no_network() -> None:
    shown = picture()
    assert re.findall(r"\w+://[^\"' ]*", shown) == ["http://www.w3.org/2000/svg"]
    assert "@font-face" not in shown
    assert "url(http" not in shown


def test_each_character_stands_in_its_column() -> None:
    rows = [
        e
        for e in ElementTree.fromstring(picture()).iter()
        if e.tag.endswith("text") and e.get("class", "").startswith("table-r")
    ]
    assert len(rows) > 100
    for row in rows:
        places = [float(place) for place in row.get("x", "").split()]
        words = row.text or ""
        assert len(places) == len(words)
        widths = [round((after - before) / 11) for before, after in pairwise(places)]
        assert widths == [cell_len(character) for character in words[:-1]]

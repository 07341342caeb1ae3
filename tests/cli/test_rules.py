"""``xxlint rules``: the list, and the examples of a pack."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_list_is_grouped_by_family(xxlint: Run) -> None:
    shown = xxlint("rules", "--packs", "pack.toml").stdout
    families = re.findall(r"^(\S+)  (\S+)  \d+ 条$", shown, re.MULTILINE)
    assert ("占位", "XX1") in families
    assert ("HB", "HB") in families
    assert re.search(r"^  XX101  letter-placeholder +错误  “…”是字母占位$", shown, re.MULTILINE)
    assert re.search(r"^  HB101  old-name +警告  “…”已经更名，请写“城关新区”$", shown, re.MULTILINE)
    assert re.search(r"^  XX311 .*（默认不查）$", shown, re.MULTILINE)
    assert "{" not in shown


def test_a_narrow_list_puts_what_a_rule_finds_under_its_name(xxlint: Run) -> None:
    shown = xxlint("rules", COLUMNS="60").stdout
    assert "\n  XX101  letter-placeholder  错误\n         “…”是字母占位\n" in shown
    assert "…\n" not in shown  # nothing is cut


def test_the_list_in_english(xxlint: Run) -> None:
    shown = xxlint("rules", "--lang", "en").stdout
    assert re.search(r"^placeholders  XX1  \d+ rules$", shown, re.MULTILINE)
    assert re.search(r"^  XX101  letter-placeholder +error", shown, re.MULTILINE)
    assert "off by default" in shown


def test_a_pack_whose_examples_hold(xxlint: Run) -> None:
    done = xxlint("rules", "test", "pack.toml")
    assert done.returncode == 0
    assert done.stdout == "1 条规则，2 个示例，0 个不符\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('patterns = ["老县城"]', 'patterns = ["新县城"]', "HB101 old-name bad：没有报出“老县城”"),
        (
            'patterns = ["老县城"]',
            'patterns = ["县城|管网"]',
            "HB101 old-name bad：没有报出“老县城”，多报了“县城”，多报了“管网”",
        ),
        ('patterns = ["老县城"]', 'patterns = ["老县城|新区"]', "HB101 old-name good：多报了“新区”"),
    ],
)
def test_a_failing_example_is_named(xxlint: Run, office: Path, old: str, new: str, said: str) -> None:
    pack = office / "pack.toml"
    pack.write_text(pack.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    done = xxlint("rules", "test", "pack.toml")
    assert done.returncode == 1
    assert said in done.stdout
    assert done.stdout.endswith("1 条规则，2 个示例，1 个不符\n")


def test_a_broken_pack_is_2(xxlint: Run, office: Path) -> None:
    pack = office / "pack.toml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("severity", "severty"), encoding="utf-8")
    done = xxlint("rules", "test", "pack.toml")
    assert done.returncode == 2
    assert "severty" in done.stderr
    assert done.stdout == ""


def test_another_word_is_2(xxlint: Run) -> None:
    done = xxlint("rules", "tset", "pack.toml")
    assert done.returncode == 2
    assert "tset" in done.stderr

"""What folders are searched without: ignore files at every level, patterns, and what is named nevertheless."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint.config import Flags
from xxlint.exclusion import Glob, spec_of
from xxlint.files import find_files
from xxlint.results import exit_code
from xxlint.runners import Runners

GOOD = "完成投资12亿元，同比增长6.1%。\n"
Tree = Callable[..., None]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """``tree("a/b.txt", gitignore="…")`` makes reports and files of settings in a folder that is the current one."""
    monkeypatch.chdir(tmp_path)

    def make(*reports: str, **others: str) -> None:
        for name in reports:
            put(name, GOOD)
        for name, text in others.items():
            put(NAMES.get(name, name), text)

    def put(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    return make


NAMES = {"git": ".gitignore", "own": ".xxlintignore", "config": "xxlint.toml", "inner": "甲/.gitignore"}


def files(*paths: str, **flags: Any) -> set[str]:
    runners = Runners(Flags(**flags))
    found = find_files(paths or (".",), runners.excludes_of, runners.forces)
    return {f.path.removeprefix("./") for f in found if f.problem is None and f.skipped is None}


@pytest.mark.parametrize("name", ["git", "own"])
@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ("旧稿/", {"a.txt", "甲/b.txt"}),
        ("*.txt", {"甲/旧稿/c.md"}),
        ("/a.txt\n# 注释\n\n", {"甲/b.txt", "甲/旧稿/c.md"}),
        ("*.txt\n!a.txt", {"a.txt", "甲/旧稿/c.md"}),
        ("甲/*\n!甲/旧稿/", {"a.txt", "甲/旧稿/c.md"}),
        ("甲/\n!甲/b.txt", {"a.txt"}),
        ("甲/**/c.md", {"a.txt", "甲/b.txt"}),
        ("!", {"a.txt", "甲/b.txt", "甲/旧稿/c.md"}),
    ],
)
def test_ignore_files(tree: Tree, name: str, lines: str, left: set[str]) -> None:
    tree("a.txt", "甲/b.txt", "甲/旧稿/c.md", **{name: lines})
    assert files() == left


def test_deeper_ignore_files_have_the_last_word(tree: Tree) -> None:
    tree("a.txt", "甲/a.txt", "甲/b.txt", git="a.txt\n", inner="!a.txt\nb.txt\n")
    assert files() == {"甲/a.txt"}


def test_our_own_ignore_file_beats_that_of_git(tree: Tree) -> None:
    tree("报告/a.txt", "报告/b.txt", git="报告/\n", own="!报告/\nb.txt\n")
    assert files() == {"报告/a.txt"}


def test_ignore_files_above_the_folder_hold(tree: Tree) -> None:
    tree("甲/乙/a.txt", "甲/乙/b.txt", "甲/乙/c.txt", git="a.txt", own="b.txt")
    assert files("甲/乙") == {"甲/乙/a.txt", "甲/乙/c.txt"}  # a .gitignore above no repository says nothing
    Path(".git").mkdir()
    assert files("甲/乙") == {"甲/乙/c.txt"}
    (Path(".git") / "info").mkdir()
    (Path(".git") / "info" / "exclude").write_text("c.txt")
    assert files("甲/乙") == set()


def test_a_repository_inside_another_is_its_own(tree: Tree) -> None:
    tree("甲/a.txt", git="*.txt")
    Path(".git").mkdir()
    Path("甲/.git").mkdir()
    assert files("甲") == {"甲/a.txt"}


def test_no_respect_gitignore(tree: Tree) -> None:
    tree("a.txt", "b.txt", git="a.txt", own="b.txt")
    assert files(respect_gitignore=False) == {"a.txt"}
    tree(config="respect-gitignore = false")
    assert files() == {"a.txt"}
    assert files(respect_gitignore=True) == set()


def test_exclude_replaces_and_extend_exclude_adds(tree: Tree) -> None:
    tree("a.txt", "build/b.txt", "旧/c.txt", "旧/模板.md", ".隐藏/d.txt")
    assert files() == {"a.txt", "旧/c.txt", "旧/模板.md"}
    assert files(extend_exclude=("*模板*",)) == {"a.txt", "旧/c.txt"}
    assert files(exclude=("旧/",)) == {"a.txt", "build/b.txt"}
    tree(config='exclude = ["a.txt"]\nextend-exclude = ["旧"]')
    assert files() == {"build/b.txt"}
    assert files(exclude=("build",)) == {"a.txt"}


def test_patterns_of_settings_are_relative_to_their_file(tree: Tree) -> None:
    tree("旧/a.txt", "甲/旧/b.txt", "甲/乙/旧/c.txt", "甲/xxlint.toml")
    Path("甲/xxlint.toml").write_text('extend-exclude = ["/旧"]', "utf-8")
    assert files() == {"旧/a.txt", "甲/乙/旧/c.txt"}


def test_what_is_named_outright_is_checked(tree: Tree) -> None:
    tree("a.txt", "build/b.txt", "旧/c.txt", git="a.txt\n旧/\n", config='extend-exclude = ["旧/"]')
    assert files("a.txt", "build/b.txt", "旧/c.txt") == {"a.txt", "build/b.txt", "旧/c.txt"}
    assert files("旧", "build") == {"旧/c.txt", "build/b.txt"}
    assert files("a.txt", "build/b.txt", "旧/c.txt", "旧", force_exclude=True) == set()


def test_force_exclude_tells_why_and_ends_with_zero(tree: Tree) -> None:
    tree("a.txt", "旧/b.txt", "甲/c.txt", git="a.txt", config='extend-exclude = ["旧/"]', inner="c.txt")
    results = list(Runners(Flags(force_exclude=True)).check_paths(["a.txt", "旧/b.txt", "甲/c.txt"]))
    assert {result.status for result in results} == {"skipped"}
    assert [".gitignore" in r.not_checked[0].zh or "旧/" in r.not_checked[0].zh for r in results] == [
        True
    ] * 3
    assert exit_code(results, "info", False) == 0


def test_a_folder_of_which_all_is_left_out_is_no_error(tree: Tree) -> None:
    tree("甲/a.txt", "乙/旧/b.txt", "丙/README", own="a.txt\n旧/\n")
    for folder, status in (("甲", "skipped"), ("乙", "skipped"), ("丙", "failed")):
        (result,) = Runners(Flags()).check_paths([folder])
        assert result.status == status
        assert exit_code([result], "info", False) == (2 if status == "failed" else 0)


def test_pathspec_is_imported_only_for_a_pattern(tree: Tree, project: Path) -> None:
    tree("甲/a.txt")
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from xxlint.runners import Runners, Flags\n"
        "list(Runners(Flags()).check_paths(['甲'])); print('pathspec' in sys.modules, 'pydantic' in sys.modules)"
    )

    def run() -> str:
        command = [sys.executable, "-X", "utf8", "-c", script, str(project)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert run() == "False False"
    tree(own="b.txt")
    assert run() == "True False"


@given(st.lists(st.text("*/!甲a.[]?\\ #", max_size=6), max_size=4))
def test_whatever_an_ignore_file_says_nothing_breaks(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("office")
    (folder / "甲").mkdir()
    for name in ("a.txt", "甲/a.txt"):
        (folder / name).write_text(GOOD, "utf-8")
    (folder / ".xxlintignore").write_text("\n".join(lines), "utf-8")
    assert list(Runners(Flags()).check_paths([str(folder)]))


@pytest.mark.parametrize(
    "lines",
    [
        "*.txt\n!b.txt\n",
        "甲/*\n!甲/乙\n甲/乙/*\n!甲/乙/a.txt\n",
        "/甲\n",
        "乙/a.*\n",
        "**/乙/\n!乙/\n",
        "[ab].txt\n!/甲/**/b.txt\n",
        "甲/\n!甲/\n!a.txt\n",
    ],
)
def test_git_leaves_out_the_same(tree: Tree, lines: str) -> None:
    tree(
        "a.txt",
        "b.txt",
        "甲/a.txt",
        "甲/b.txt",
        "甲/乙/a.txt",
        "甲/乙/c.md",
        "丙/乙/b.txt",
        git=lines,
        inner="c.md\n",
    )
    subprocess.run(["git", "init", "-q"], check=True)
    command = ["git", "ls-files", "--others", "--exclude-standard", "-z", "*.txt", "*.md"]
    listed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert files() == set(listed.split("\0")) - {""}


@pytest.mark.filterwarnings(
    "ignore:Possible nested set:FutureWarning"
)  # [[ in a pattern; pathspec hands it on
@given(
    st.text(alphabet="草a.*?/[!]-\\ ", min_size=1, max_size=6),
    st.text(alphabet="草a./ ]-", min_size=1, max_size=8),
    st.booleans(),
)
def test_one_pattern_means_what_pathspec_says(pattern: str, name: str, is_folder: bool) -> None:
    name = "/".join(part for part in name.split("/") if part.strip("."))
    pattern = pattern.lstrip("!")
    try:
        expected = spec_of((pattern,)).match_file(f"{name}/" if is_folder else name)
    except ValueError:
        return
    if name:
        assert Glob(pattern, "/settings", "/settings").matches(f"/settings/{name}", is_folder) == expected

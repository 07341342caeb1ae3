"""``xxlint init``: three questions, one file, nothing overwritten."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xxlint.cli import cli
from xxlint.config import Flags, config_for, forget

Init = Callable[..., Result]


@pytest.fixture
def init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Init:
    """``init("--yes")``, or with the lines that somebody types at a terminal."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, typed: str | None = None) -> Result:
        monkeypatch.setattr("xxlint.cli.init.is_interactive", lambda: typed is not None)
        return CliRunner().invoke(cli, ["init", *arguments], input=typed)

    return run


def written() -> dict[str, object]:
    forget()
    assert config_for(".", Flags()) is not None  # it is right
    return tomllib.loads(Path("xxlint.toml").read_text("utf-8"))


def test_yes_takes_the_defaults(init: Init) -> None:
    done = init("--yes")
    assert done.exit_code == 0
    assert written() == {"genre": "auto", "show": "warning"}


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        ("\n\n\n", {"genre": "auto", "show": "warning"}),
        ("松阳县\n述职报告\ninfo\n", {"region": "松阳县", "genre": "述职报告", "show": "info"}),
        ("\n述职报高\nnone\nhint\nerror\n", {"genre": "none", "show": "error"}),
        ('a"b\\c\n\n\n', {"region": 'a"b\\c', "genre": "auto", "show": "warning"}),
    ],
)
def test_three_questions(init: Init, typed: str, answers: dict[str, str]) -> None:
    done = init(typed=typed)
    assert done.exit_code == 0, done.output
    assert written() == answers
    assert all(f"{number}/3" in done.output for number in (1, 2, 3))
    assert ("是不是 述职报告" in done.output) == ("述职报高" in typed)


@pytest.mark.parametrize(
    ("name", "text"), [("xxlint.toml", ""), (".xxlint.toml", ""), ("pyproject.toml", "[tool.xxlint]\n")]
)
def test_nothing_is_overwritten_without_force(init: Init, name: str, text: str) -> None:
    Path(name).write_text(text)
    done = init("--yes")
    assert done.exit_code == 2
    assert name in done.stderr and "--force" in done.stderr
    assert Path(name).read_text() == text
    assert init("--yes", "--force").exit_code == 0
    assert written()


def test_a_pyproject_of_something_else_is_no_settings_file(init: Init) -> None:
    Path("pyproject.toml").write_text("[project]\n")
    assert init("--yes").exit_code == 0


def test_without_a_terminal_it_asks_nothing(init: Init) -> None:
    done = init()
    assert done.exit_code == 2
    assert "--yes" in done.stderr and done.stderr.count("\n") == 1
    assert not Path("xxlint.toml").exists()


def test_given_up_in_the_middle_nothing_is_written(init: Init) -> None:
    assert init(typed="松阳县\n").exit_code != 0
    assert not Path("xxlint.toml").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_comment_that_is_a_setting_is_right(init: Init, lang: str) -> None:
    assert init("--yes", "--lang", lang).exit_code == 0
    path = Path("xxlint.toml")
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("#:schema file://") and lines[0].endswith("/xxlint.schema.json")
    shown = [line.removeprefix("# ") if " = " in line or line.startswith("# [") else line for line in lines]
    Path("our-office.toml").write_text("")
    path.write_text("\n".join(shown), "utf-8")
    assert len(written()) == 10


def test_a_folder_that_cannot_be_written(init: Init, monkeypatch: pytest.MonkeyPatch) -> None:
    from xxlint.formats.saving import NotSaved
    from xxlint.words import Words

    def refuse(*_: object, **__: object) -> None:
        raise NotSaved(Words("磁盘满了", "the disk is full"))

    monkeypatch.setattr("xxlint.cli.init.save", refuse)
    done = init("--yes")
    assert (done.exit_code, done.stderr) == (2, "xxlint: 磁盘满了\n")

"""``fill --interactive``: questions, answers, the sheet that keeps them, and the report in the end."""

import json
import os
import re
import select
import subprocess
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from rich.cells import cell_len

from xxlint.cli.asking import Asked, Asking, Ending
from xxlint.cli.kept_answers import Start, start
from xxlint.cli.sheet_files import open_template
from xxlint.config import Flags
from xxlint.output import View
from xxlint.sheets import read
from xxlint.words import Lang

_ENDING, _VIEW = Ending("总结.filled.txt"), View(width=80)

Run = Callable[..., "subprocess.CompletedProcess[str]"]

TEXT = """2024年工作总结

一、主要指标
全年完成固定资产投资XX亿元，同比增长X.X%。
财政收入增长/下降XX%。
二、下一步打算
由XX局牵头，新建学校XX所。XX局配合，落实{牵头领导}要求，{牵头领导}督办。
"""
LAST_YEAR = "2023年工作总结\n\n一、主要指标\n全年完成固定资产投资172.3亿元，同比增长7.2%。\n"
ANSWERS = ("186.4", "8.5", "1", "3.2", "教育", "12", "财政", "李明")
FILLED = """2024年工作总结

一、主要指标
全年完成固定资产投资186.4亿元，同比增长8.5%。
财政收入增长3.2%。
二、下一步打算
由教育局牵头，新建学校12所。财政局配合，落实李明要求，李明督办。
"""
SETTINGS = '[owners]\n"固定资产投资" = "发改委"\n'


class Session:
    """One time that somebody is asked: what he saw, and what came of it."""

    def __init__(self, begun: Start, asked: Asked | None, shown: list[str], asking: Asking) -> None:
        self.begun, self.asked, self.shown, self.asking = begun, asked, "".join(shown), asking

    @property
    def answers(self) -> tuple[str, ...]:
        assert self.asked is not None
        return self.asked.course.answers


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report and that of last year."""
    (tmp_path / "总结.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "去年.txt").write_text(LAST_YEAR, encoding="utf-8")
    (tmp_path / "xxlint.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ask(folder: Path) -> Callable[..., Session]:
    """``ask("186.4", "q")``: somebody types these lines, then Ctrl-D, or Ctrl-C for None."""

    def run(
        *lines: str | None,
        sheets: tuple[str, ...] = (),
        keep: str = "总结.answers.json",
        shared: bool = False,
        ending: Ending = _ENDING,
        view: View = _VIEW,
        lang: Lang = "zh",
    ) -> Session:
        shown: list[str] = []
        waiting = iter(lines)

        def show(pieces: Iterable[str]) -> None:
            shown.extend(pieces)

        def typing(prompt: str) -> str:
            shown.append(prompt)
            try:
                line = next(waiting)
            except StopIteration:
                raise EOFError from None
            if line is None:
                raise KeyboardInterrupt
            shown.append(f"{line}\n")
            return line

        template = open_template("总结.txt", Flags(against="去年.txt", lang=lang), lang)
        begun = start(template, sheets, keep, shared=shared)
        asking = Asking(begun, ending, typing, show, lambda: view._replace(lang=lang))
        try:
            asked = asking.run()
        except KeyboardInterrupt:
            asked = None
        assert next(waiting, "") == "", "not all lines were asked for"
        return Session(begun, asked, shown, asking)

    return run


def kept(path: str = "总结.answers.json") -> tuple[str, ...]:
    """The values in the sheet."""
    return tuple(filed.row.value for filed in read(path, Path(path).read_bytes()))


# the questions


def test_every_question_is_asked_in_reading_order_and_kept(ask: Callable[..., Session]) -> None:
    done = ask(*ANSWERS, "")
    assert done.asked is not None and done.asked.writes
    assert done.answers == ("186.4", "8.5", "增长", "3.2", "教育", "12", "财政", "李明")
    assert kept() == done.answers
    numbers = re.findall(r"^\[(\d)/8\]", done.shown, re.MULTILINE)
    assert numbers == list("12345678")


def test_a_question_tells_what_helps(ask: Callable[..., Session]) -> None:
    page = ask("q").shown
    assert "[1/8]" in page and "一、主要指标" in page
    assert "全年完成固定资产投资【XX】亿元，同比增长X.X%。" in page
    assert re.search(r"应填 +数字（亿元）", page)
    assert re.search(r"上年 +172.3亿元", page)
    assert re.search(r"责任 +发改委", page)
    assert "已填  " not in page


def test_the_sentence_has_the_answers_that_are_given(ask: Callable[..., Session]) -> None:
    shown = ask("186.4", "<", "/落实", "李明", "q").shown
    assert "全年完成固定资产投资186.4亿元，同比增长【X.X】%。" in shown
    assert "全年完成固定资产投资【XX】亿元，同比增长X.X%。" in shown
    assert re.search(r"已填 +186.4", shown)


def test_a_wrong_answer_is_refused_with_its_reason_and_asked_again(ask: Callable[..., Session]) -> None:
    done = ask("很多", "１８６.4", "q", "n")
    assert "✗ 此处应填数字" in done.shown
    assert "! 全角数字、符号已改为半角" in done.shown
    assert "✓ 186.4" in done.shown
    assert done.shown.count("[1/8]") == 1
    assert done.answers[0] == "１８６.4" == kept()[0]


@pytest.mark.parametrize("line", ["@SUM(A1)", "+A1", "12\n13", "1\ufffd2"])
def test_what_no_sheet_would_take_is_no_answer(ask: Callable[..., Session], line: str) -> None:
    done = ask("/牵头领导", line, "q")
    assert "✗" in done.shown
    assert done.asked is not None and not done.asked.course.answered


def test_a_choice_is_numbered(ask: Callable[..., Session]) -> None:
    done = ask("/增长/下降", "3", "2", "q", "n")
    assert "1 增长  2 下降" in done.shown
    assert "✗" in done.shown
    assert done.answers[2] == "下降"


def test_undo_clear_back_and_sections(ask: Callable[..., Session]) -> None:
    done = ask("1", "2", "撤销", "u", "u", "！", "教育", "<", "-", "q")
    assert "没有可撤销的" in done.shown
    assert done.answers == ("",) * 8
    assert kept() == ("",) * 8
    numbers = re.findall(r"^\[(\d)/8\]", done.shown, re.MULTILINE)
    assert numbers == list("12321") + list("56") + list("55")


def test_the_ends_and_words_that_are_nowhere_are_told(ask: Callable[..., Session]) -> None:
    shown = ask("<", "/", "/农业", "/局", "/", "-", "q").shown
    for words in ("这边没有了", "要找什么？", "没有哪一项里有“农业”", "这一项本来没有填"):
        assert words in shown
    assert re.findall(r"^\[(\d)/8\]", shown, re.MULTILINE) == list("151")[:1] + list("15")[1:] + ["6"]


def test_help_names_every_command(ask: Callable[..., Session]) -> None:
    shown = ask("?", "q").shown
    for words in ("返回", "撤销", "清除", "跳过", "/词", "保存退出", "=内容"):
        assert words in shown
    assert shown.count("[1/8]") == 1


def test_a_word_that_is_a_command_can_be_an_answer(ask: Callable[..., Session]) -> None:
    assert ask("/牵头领导", "=说明", "q", "n").answers[6] == "说明"


def test_names_written_alike_are_asked_once(ask: Callable[..., Session]) -> None:
    done = ask("q", shared=True)
    assert len(done.begun.topics) == 7
    done = ask("/局", "教育", "q", "n", shared=True)
    assert "由教育局牵头，新建学校XX所。" not in done.shown
    assert "由教育局牵头，新建学校【XX】所。" in done.shown
    assert re.search(r"备注 +共 2 处", done.shown)


# save and continue later


def test_an_answer_is_kept_at_once(ask: Callable[..., Session]) -> None:
    done = ask("186.4", "8.5", None)
    assert done.asked is None
    assert kept() == ("186.4", "8.5", *[""] * 6)


def test_nothing_answered_leaves_no_file(ask: Callable[..., Session]) -> None:
    done = ask("", "q")
    assert done.asked is not None and not done.asked.writes
    assert not Path("总结.answers.json").exists()


@pytest.mark.parametrize("suffix", [".json", ".csv", ".toml", ".xlsx"])
def test_one_goes_on_where_one_left(ask: Callable[..., Session], suffix: str) -> None:
    keep = f"填到一半{suffix}"
    ask("186.4", "", "1", "q", "n", keep=keep)
    done = ask("8.5", "q", "n", keep=keep)
    assert "接着上次：已填 2，还有 6 → 填到一半" in done.shown
    assert re.findall(r"^\[(\d)/8\]", done.shown, re.MULTILINE) == ["2", "4"]
    assert kept(keep)[:4] == ("186.4", "8.5", "增长", "")


def test_all_answered_before_leads_to_the_end(ask: Callable[..., Session]) -> None:
    ask(*ANSWERS, "n")
    done = ask("")
    assert done.asked is not None and done.asked.writes
    assert "[" not in done.shown.split("都填好了")[0]


def test_answers_of_sheets_are_taken_and_contradictions_asked(ask: Callable[..., Session]) -> None:
    ask("1", "2", "1", "q", "n", keep="甲.json")
    ask("1", "3", "", "9", "q", "n", keep="乙.json")
    done = ask("q", "n", sheets=("甲.json", "乙.json"))
    assert "共 8 项，表里已填 3" in done.shown
    assert "不一致：甲.json第" in done.shown.partition("[2/8]")[2].replace("\n", "").replace(" ", "")
    assert done.answers[:5] == ("1", "", "增长", "9", "")
    assert kept()[:4] == ("1", "", "增长", "9")


def test_what_was_answered_here_counts_more_than_a_sheet(ask: Callable[..., Session]) -> None:
    ask("1", "2", "q", "n", keep="甲.json")
    ask("", "5", "q", "n")
    assert ask("q", "n", sheets=("甲.json",)).answers[:2] == ("1", "5")


def _edit(path: str, change: Callable[[list[dict[str, Any]]], None]) -> None:
    sheet = json.loads(Path(path).read_text(encoding="utf-8"))
    change(sheet["slots"])
    Path(path).write_text(json.dumps(sheet, ensure_ascii=False), encoding="utf-8")


def test_a_value_edited_wrongly_is_told_and_stays_until_it_is_answered(ask: Callable[..., Session]) -> None:
    ask("1", "q", "n")
    _edit("总结.answers.json", lambda slots: slots[0].update(value="很多", note="口径待定"))
    done = ask("", "8.5", "q", "n")
    assert "表里填的“很多”不能用" in done.shown
    assert re.search(r"备注 +口径待定", done.shown)
    assert kept()[:2] == ("很多", "8.5")
    assert ask("186.4", "q", "n").answers[0] == "186.4"
    assert kept()[0] == "186.4"


def test_a_report_that_changed_keeps_what_can_be_told_again(ask: Callable[..., Session]) -> None:
    ask(*ANSWERS, "n")
    changed = TEXT.replace("财政收入增长/下降XX%。", "开局良好。")
    Path("总结.txt").write_text(changed, encoding="utf-8")
    done = ask("n")
    assert "报告里找不到这一处" in done.shown
    assert done.answers == ("186.4", "8.5", "教育", "12", "财政", "李明")
    _edit("总结.answers.json", lambda slots: slots[0].update(value=""))
    ask("187", "n")
    assert kept() == ("187", *done.answers[1:], "增长", "3.2")  # what is lost is not thrown away


def test_a_report_filled_meanwhile_is_gone_on_with(ask: Callable[..., Session]) -> None:
    ask("186.4", "q", "n")
    Path("总结.txt").write_text(TEXT.replace("投资XX亿元", "投资186.4亿元"), encoding="utf-8")
    done = ask("9", "q", "n")
    assert done.answers == ("9", *[""] * 6)
    assert "找不到" not in done.shown


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("答案.json", '{"a": 1}', "slots", id="no sheet"),
        pytest.param(
            "答案.json", '{"slots": [{"id": "s1", "value": "5"}]}', "不是这份报告的填报表", id="of another"
        ),
        pytest.param("答案.txt", "", "要以 .xlsx、.csv、.json、.toml 结尾", id="no suffix of a sheet"),
    ],
)
def test_a_file_that_is_no_sheet_of_the_report_stays(
    ask: Callable[..., Session], capsys: pytest.CaptureFixture[str], name: str, content: str, words: str
) -> None:
    Path(name).write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        ask("1", keep=name)
    assert stopped.value.code == 2
    assert words in capsys.readouterr().err
    assert Path(name).read_text(encoding="utf-8") == content


def test_a_sheet_of_another_report_is_refused(
    ask: Callable[..., Session], capsys: pytest.CaptureFixture[str]
) -> None:
    ask("1", "q", "n", keep="甲.json")
    row = '{"slots": [{"id": "s1", "value": "5", "context": "公路通车里程⟦XX⟧公里，比上年有所增加。"}]}'
    Path("乙.json").write_text(row, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        ask("1", sheets=("甲.json", "乙.json"))
    assert stopped.value.code == 2
    assert "乙.json 不是这份报告的填报表" in capsys.readouterr().err


def test_a_failing_file_is_told_and_one_may_go_on(ask: Callable[..., Session]) -> None:
    done = ask("1", "2", "q", "q", "n", keep="没有/答案.json")
    assert done.shown.count("没有/答案.json：文件夹不存在，没有写入；可以继续填，下一次再存") == 4
    assert "再打一次 q 才退出" in done.shown
    assert done.answers[:2] == ("1", "2")


def test_what_another_program_wrote_meanwhile_stays(folder: Path, ask: Callable[..., Session]) -> None:
    ask("1", "q", "n")
    begun = ask("q", "n").begun
    Path("总结.answers.json").write_text("{}", encoding="utf-8")
    reason = begun.keep.save(begun.answers)
    assert reason is not None and "被别的程序改过" in reason.zh
    assert Path("总结.answers.json").read_text(encoding="utf-8") == "{}"


# the end


@pytest.mark.parametrize(
    ("lines", "ending", "default", "writes"),
    [
        ((*ANSWERS, ""), Ending("新.txt"), "[Y/n]", True),
        ((*ANSWERS, "n"), Ending("新.txt"), "[Y/n]", False),
        ((*ANSWERS, ""), Ending("新.txt", True), "[y/N]", False),
        ((*ANSWERS, "y"), Ending("新.txt", True), "[y/N]", True),
        (("1", "q", ""), Ending("新.txt"), "[y/N]", False),
        (("1", "q", "什么", "是"), Ending("新.txt"), "[y/N]", True),
        (("1", "q"), Ending("新.txt"), "[y/N]", False),
    ],
)
def test_the_report_is_written_when_that_is_wanted(
    ask: Callable[..., Session], lines: tuple[str, ...], ending: Ending, default: str, writes: bool
) -> None:
    done = ask(*lines, ending=ending)
    assert done.asked is not None and done.asked.writes is writes
    assert default in done.shown and "现在写入 新.txt 吗？" in done.shown
    assert ("已有 新.txt，会覆盖它" in done.shown) is ending.is_there


def test_from_the_end_back_to_what_was_passed_over(ask: Callable[..., Session]) -> None:
    done = ask("", *ANSWERS[1:], "<", "186.4", "y")
    assert "已填 7 项，还有 1 项没填" in done.shown
    assert done.answers[0] == "186.4" and done.asked is not None and done.asked.writes


@pytest.mark.parametrize("width", [40, 60, 80, 160])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("color", [False, True])
def test_pages_stay_within_the_window(
    ask: Callable[..., Session], width: int, lang: Lang, color: bool
) -> None:
    done = ask("186.4", "?", "/局", "q", "n", view=View(width=width, color=color, boxes=not color), lang=lang)
    assert ("\x1b[" in done.shown) is color
    lines = re.sub(r"\x1b\[[\d;]*m", "", done.shown).splitlines()
    assert max(map(cell_len, lines)) <= width
    if lang == "en":
        assert "Enter skip" in "\n".join(lines) and "回车" not in done.shown
    if color:
        assert "█" not in done.shown and "【" not in done.shown


# the command


def test_without_a_terminal_nobody_can_be_asked(xxlint: Run, office: Path) -> None:
    done = xxlint("fill", "报告.txt", "-i")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--interactive 要在终端里用" in done.stderr and done.stderr.count("\n") == 1
    assert not (office / "报告.answers.json").exists()


def test_keep_and_share_belong_to_interactive(xxlint: Run) -> None:
    for flags in (("--keep", "a.json"), ("--share",)):
        done = xxlint("fill", "报告.txt", "a.json", *flags)
        assert done.returncode == 2 and "要和 --interactive 一起用" in done.stderr


_COLORS = re.compile(r"\x1b\[[\d;]*m")
_ON_A_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # Ctrl-C is for those whose terminal it is
from xxlint.cli import main
main()
"""


class Dialogue:
    """A program on a terminal of its own: what it writes is waited for, then something is typed."""

    def __init__(self, project: Path, folder: Path, *arguments: str, **env: str) -> None:
        import pty

        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _ON_A_TERMINAL, *arguments],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": str(project),
                "COLUMNS": "80",
                "LC_ALL": "C.UTF-8",
                "TERM": "xterm",
                **env,
            },
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._decode = getincrementaldecoder("utf-8")().decode
        self.seen = ""
        self._at = 0

    def __enter__(self) -> "Dialogue":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def until(self, words: str) -> str:
        """All that comes up to some words."""
        end = time.monotonic() + 60
        while words not in self.seen[self._at :]:
            assert time.monotonic() < end and self._read(end - time.monotonic()), self.seen[self._at :]
        start, self._at = self._at, self.seen.index(words, self._at) + len(words)
        return self.seen[start : self._at]

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def interrupt(self) -> None:
        """Ctrl-C, as people press it: not in the very moment in which the line is opened, when readline misses it."""
        self.type("x")
        self.until("x")
        time.sleep(0.5)
        self.type("\x03")

    def end(self) -> int:
        """The exit code, when all has been read."""
        while self._read(60):
            pass
        return self._process.wait(60)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], max(0, seconds))[0]:
            return False
        try:
            piece = os.read(self._ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.seen = _COLORS.sub("", self.seen + self._decode(piece)).replace("\r\n", "\n")
        return bool(piece)


@pytest.fixture
def dialogue(folder: Path, project: Path) -> Iterator[Callable[..., Dialogue]]:
    """``with dialogue("fill", …) as talk``: the program on a real terminal."""
    if sys.platform != "linux":
        pytest.skip("terminals of this kind are Linux's")
    pytest.importorskip("readline")

    def begin(*arguments: str, **env: str) -> Dialogue:
        return Dialogue(project, folder, *arguments, **env)

    yield begin


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_chinese_is_typed_and_taken_back_in_every_locale(
    dialogue: Callable[..., Dialogue], locale: str
) -> None:
    with dialogue("fill", "总结.txt", "-i", LC_ALL=locale) as talk:
        talk.until("› ")
        talk.type("/牵头领导\n")
        talk.until("[7/8]")
        talk.until("› ")
        talk.type("财政税务\x7f\x7f\n")
        talk.until("✓ 财政\n")
        talk.until("› ")
        talk.type("q\n")
        talk.until("[y/N] › ")
        talk.type("n\n")
        assert talk.end() == 0
    assert kept()[6] == "财政"


def test_on_a_real_terminal(dialogue: Callable[..., Dialogue], folder: Path) -> None:
    with dialogue("fill", "总结.txt", "-i") as talk:
        talk.until("[1/8]")
        talk.until("› ")
        talk.type("三十九\x7f\x7f\x7f186.4\n")  # backspace takes whole characters
        talk.until("✓ 186.4")
        talk.until("[2/8]")
        talk.until("› ")
        talk.interrupt()
        told = talk.until("总结.answers.json")
        assert "已填 1，还有 7，存在" in told and "Traceback" not in talk.seen
        assert talk.end() == 130
    with dialogue("fill", "总结.txt", "-i", NO_COLOR="1") as talk:
        talk.until("接着上次：已填 1，还有 7")
        for answer in ANSWERS[1:]:
            talk.until("› ")
            talk.type(f"{answer}\n")
        talk.until("都填好了")
        talk.until("[Y/n] › ")
        talk.type("\n")
        assert talk.end() == 0
        assert "填了 9 处，没有待填的了 → 总结.filled.txt" in talk.seen
    assert (folder / "总结.filled.txt").read_text(encoding="utf-8") == FILLED
    assert (folder / "总结.txt").read_text(encoding="utf-8") == TEXT


def test_a_dry_run_writes_the_answers_and_no_report(dialogue: Callable[..., Dialogue], folder: Path) -> None:
    with dialogue("fill", "总结.txt", "-i", "--dry-run", "--share") as talk:
        for line, then in (("186.4\n", "[2/7]"), ("q\n", "现在看看会改成什么样吗？"), ("y\n", "+")):
            talk.until("› ")
            talk.type(line)
            talk.until(then)
        assert talk.end() == 0
        assert "+全年完成固定资产投资186.4亿元" in talk.seen
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ("去年.txt", "总结.txt", "总结.answers.json", "xxlint.toml")
    )


def test_a_report_without_gaps_asks_nothing(dialogue: Callable[..., Dialogue], folder: Path) -> None:
    (folder / "总结.txt").write_text(FILLED, encoding="utf-8")
    with dialogue("fill", "总结.txt", "-i") as talk:
        assert talk.end() == 0
        assert talk.seen == "没有待填的地方\n"


def test_ctrl_c_at_the_last_question_loses_nothing(dialogue: Callable[..., Dialogue]) -> None:
    with dialogue("fill", "总结.txt", "-i") as talk:
        for line, then in (("186.4\n", "[2/8]"), ("q\n", "[y/N] ")):
            talk.until("› ")
            talk.type(line)
            talk.until(then)
        talk.until("› ")
        talk.interrupt()
        talk.until("已填 1，还有 7，存在 总结.answers.json")
        assert talk.end() == 130
    assert kept()[0] == "186.4"


def test_leaving_says_how_to_go_on(dialogue: Callable[..., Dialogue], folder: Path) -> None:
    with dialogue("fill", "总结.txt", "-i", "--keep", "我 的.csv", TERM="dumb") as talk:
        talk.until("› ")
        talk.type("186.4\n")
        talk.until("[2/8]")
        talk.until("› ")
        talk.type("\x04")
        talk.until('接着填：xxlint fill 总结.txt -i --keep "我 的.csv"')
        assert talk.end() == 0
    assert not (folder / "总结.filled.txt").exists()
    assert kept("我 的.csv")[0] == "186.4"


def test_a_report_that_is_there_is_replaced_only_when_asked(
    dialogue: Callable[..., Dialogue], folder: Path
) -> None:
    (folder / "总结.filled.txt").write_text("旧稿", encoding="utf-8")
    with dialogue("fill", "总结.txt", "-i") as talk:
        for line, then in (
            ("186.4\n", "[2/8]"),
            ("q\n", "已有 总结.filled.txt，会覆盖它"),
            ("\n", "接着填："),
        ):
            talk.until("› ")
            talk.type(line)
            talk.until(then)
        assert talk.end() == 0
    assert (folder / "总结.filled.txt").read_text(encoding="utf-8") == "旧稿"
    with dialogue("fill", "总结.txt", "-i") as talk:
        for line, then in (("q\n", "[y/N]"), ("y\n", "填了 1 处，还有 7 处待填 → 总结.filled.txt")):
            talk.until("› ")
            talk.type(line)
            talk.until(then)
        assert talk.end() == 1
    assert (folder / "总结.filled.txt").read_text(encoding="utf-8") == TEXT.replace("投资XX", "投资186.4")

"""Settings files: which one holds, what it builds on, what flags change, and what is said of a wrong one."""

import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xxlint import FileResult
from xxlint.config import Flags, Value, config_for, forget, load, settings_of, values_of
from xxlint.packs import ALWAYS, builtin
from xxlint.runners import Runners
from xxlint.settings import Settings, SettingsError, adjusted, selected_codes
from xxlint.settings_schema import KEYS
from xxlint.slips import lines_of_keys

REPORT = "松阳县2024年工作总结\n\n完成投资XX亿元，，同比增长6.1%。\n"
PACK = """
[[rule]]
code = "HB101"
name = "old-name"
severity = "warning"
kind = "pattern"
patterns = ["老县城"]
message.zh = "“{text}”已经更名"
why.zh = "2023年起使用新名称。"
bad = ["改造⟦HB101|老县城⟧管网12公里。"]
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """``write("a/xxlint.toml", text)`` in a folder that is the current one."""
    monkeypatch.chdir(tmp_path)

    def to(name: str, text: str = REPORT, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        forget()
        return path

    return to


def check(*paths: str, **flags: Any) -> list[FileResult]:
    return list(Runners(Flags(**flags)).check_paths(paths))


def codes(path: str = "报告.txt", **flags: Any) -> list[str]:
    (result,) = check(path, **flags)
    return [d.code for d in result.diagnostics]


def values(path: str, **flags: Any) -> dict[str, Value]:
    given = Flags(**flags)
    return values_of(given, config_for(path, given))


def problems(path: str = "报告.txt", **flags: Any) -> list[tuple[str, str]]:
    with pytest.raises(SettingsError) as caught:
        check(path, **flags)
    return [(words.zh, words.en) for words in caught.value.problems]


# finding


def test_without_a_file_all_is_as_it_was(write: Write) -> None:
    write("报告.txt")
    assert config_for("报告.txt", Flags()) is None
    assert settings_of(Flags(), None) == Settings(context=Settings().context._replace(genre="auto"))
    assert codes() == ["XX101", "XX504"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("xxlint.toml", 'ignore = ["XX1"]'),
        (".xxlint.toml", 'ignore = ["XX1"]'),
        ("pyproject.toml", '[tool.xxlint]\nignore = ["XX1"]'),
        ("pyproject.toml", '[project]\n[ "tool" . xxlint ]\nignore = ["XX1"]'),
        ("pyproject.toml", '[tool]\nxxlint.ignore = ["XX1"]'),
        ("pyproject.toml", 'tool.xxlint.ignore = ["XX1"]'),
        ("pyproject.toml", 'tool = {xxlint = {ignore = ["XX1"]}}'),
        ("../xxlint.toml", 'ignore = ["XX1"]'),
    ],
)
def test_each_name_is_found_in_the_folder_and_above(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    write("甲/乙/报告.txt")
    write(f"甲/{name}", text)
    assert codes("甲/乙/报告.txt") == ["XX504"]
    monkeypatch.chdir(tmp_path / "甲" / "乙")
    assert codes("报告.txt") == ["XX504"]


def test_the_nearest_holds_alone(write: Write) -> None:
    write("甲/报告.txt")
    write("xxlint.toml", 'ignore = ["XX1"]')
    write("甲/.xxlint.toml", 'ignore = ["XX5"]')
    assert codes("甲/报告.txt") == ["XX101"]
    write("甲/xxlint.toml", "")
    assert codes("甲/报告.txt") == ["XX101", "XX504"]


def test_a_pyproject_without_the_table_is_passed_over(write: Write) -> None:
    write("甲/报告.txt")
    write("xxlint.toml", 'ignore = ["XX1"]')
    for text in ('[project]\nname = "xxlint"', "tool = 3 # xxlint", "xxlint = [broken", "[tool]\nxxlint = 1"):
        write("甲/pyproject.toml", text)
        assert codes("甲/报告.txt") == ["XX504"]


def test_two_folders_have_two_settings_in_one_run(write: Write) -> None:
    for folder in "甲乙丙":
        write(f"{folder}/报告.txt")
    write("甲/xxlint.toml", 'select = ["XX1"]')
    write("乙/xxlint.toml", '[severity]\nXX504 = "error"\nXX101 = "info"')
    found = {r.path: [(d.code, d.severity) for d in r.diagnostics] for r in check("甲", "乙", "丙")}
    assert found["甲/报告.txt"] == [("XX101", "error")]
    assert found["乙/报告.txt"] == [("XX101", "info"), ("XX504", "error")]
    assert found["丙/报告.txt"] == [("XX101", "error"), ("XX504", "warning")]


def test_config_and_isolated(write: Write) -> None:
    write("报告.txt")
    write("xxlint.toml", 'ignore = ["XX1"]')
    write("别处/我的.toml", 'ignore = ["XX5"]')
    assert codes(config="别处/我的.toml") == ["XX101"]
    assert codes(isolated=True) == ["XX101", "XX504"]
    assert "没有.toml" in problems(config="没有.toml")[0][0]
    assert "别处" in problems(config="别处")[0][0]


def test_standard_input_has_the_settings_of_the_file_it_stands_for(write: Write) -> None:
    write("xxlint.toml", 'ignore = ["XX1"]')
    write("甲/xxlint.toml", 'ignore = ["XX5"]')
    for name, wanted in ((None, ["XX504"]), ("甲/a.txt", ["XX101"])):
        (result,) = Runners(Flags()).check_paths(["-"], REPORT.encode(), name)
        assert [d.code for d in result.diagnostics] == wanted


# extend


def test_a_file_builds_on_another(write: Write) -> None:
    write("甲/报告.txt")
    write(
        "全局/base.toml",
        'region = "松阳县"\nignore = ["XX1"]\nshow = "info"\n[severity]\nXX5 = "info"\nXX6 = "off"',
    )
    write("甲/xxlint.toml", 'extend = "../全局/base.toml"\nshow = "error"\n[severity]\nXX5 = "error"')
    now = values("甲/报告.txt")
    assert now["show"].value == "error" and now["region"].value == "松阳县"
    assert now["severity"].value == {"XX6": "off", "XX5": "error"}
    assert [(Path(p.path).name, p.line) for p in now["severity"].places] == [
        ("base.toml", 5),
        ("base.toml", 6),
        ("xxlint.toml", 4),
    ]
    assert codes("甲/报告.txt") == ["XX504"]


def test_lists_replace_and_extend_lists_add(write: Write) -> None:
    write(
        "base.toml",
        'ignore = ["XX1"]\nextend-ignore = ["XX2"]\nextend-select = ["XX311"]\nextend-exclude = ["a"]',
    )
    write(
        "xxlint.toml",
        'extend = "base.toml"\nignore = ["XX5"]\nextend-ignore = ["XX3"]\nextend-exclude = ["b"]',
    )
    now = {key: value.value for key, value in values(".").items()}
    assert now["ignore"] == ("XX5",)
    assert now["extend-ignore"] == ("XX2", "XX3")
    assert now["extend-select"] == ("XX311",)
    assert now["extend-exclude"] == ("a", "b")


def test_a_circle_is_named(write: Write) -> None:
    write("报告.txt")
    write("xxlint.toml", 'extend = "b.toml"')
    write("b.toml", 'extend = "c.toml"')
    write("c.toml", 'extend = "b.toml"')
    for text in problems()[0]:
        assert "b.toml → c.toml → b.toml" in text
    write("xxlint.toml", 'extend = "xxlint.toml"')
    assert "xxlint.toml → xxlint.toml" in problems()[0][0]


def test_what_is_extended_must_be_there(write: Write) -> None:
    write("报告.txt")
    write("xxlint.toml", '# 一\nextend = "没有.toml"')
    assert problems()[0][0] == "xxlint.toml:2：“extend”：找不到这个文件：没有.toml"


def test_a_slip_in_an_extended_file_names_that_file(write: Write) -> None:
    write("甲/报告.txt")
    write("base.toml", '\nselct = ["XX1"]')
    write("甲/xxlint.toml", 'extend = "../base.toml"')
    assert problems("甲/报告.txt")[0][0] == "base.toml:2：“selct”：没有“selct”这个键，是不是 select？"


# packs, parameters, severities


def test_packs_lie_beside_the_file_that_names_them(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("甲/rules/our.toml", PACK)
    write("甲/xxlint.toml", 'packs = ["rules/our.toml"]\n[severity]\nold-name = "error"')
    write("甲/乙/xxlint.toml", 'extend = "../xxlint.toml"')
    write("甲/乙/报告.txt", "改造老县城管网12公里。\n")
    (result,) = check("甲/乙")
    assert [(d.code, d.severity) for d in result.diagnostics] == [("HB101", "error")]
    monkeypatch.chdir("甲/乙")
    assert codes() == ["HB101"]


def test_a_severity_replaces_the_rules_and_caps_its_cases(write: Write) -> None:
    rules = builtin().rules
    code = next(
        c
        for c, r in rules.items()
        if r.severity == "error" and "info" in {k.severity for k in r.cases.values()}
    )

    def after(severity: str) -> set[str]:
        rule = adjusted(builtin(), Settings(severities=((code, severity),))).rules[code]  # type: ignore[arg-type]
        assert rule.severity == severity
        return {case.severity for case in rule.cases.values()}

    before = {case.severity for case in rules[code].cases.values()}
    assert after("error") == before
    assert after("info") == {"info"}
    assert "error" not in after("warning") and "info" in after("warning")


def test_of_severities_the_longest_prefix_counts(write: Write) -> None:
    settings = Settings(severities=(("XX504", "error"), ("XX5", "off"), ("ALL", "info")))
    chosen = selected_codes(builtin().rules, settings)
    assert {code for code in chosen if code.startswith("XX5")} == {"XX504"}
    rules = adjusted(builtin(), settings).rules
    assert (rules["XX504"].severity, rules["XX101"].severity) == ("error", "info")
    assert all(rules[code] == builtin().rules[code] for code in ALWAYS)


def test_off_and_the_flag_that_selects_nevertheless(write: Write) -> None:
    write("报告.txt")
    write("xxlint.toml", '[severity]\nXX101 = "off"\nrepeated-mark = "info"')
    (result,) = check("报告.txt")
    assert [(d.code, d.severity) for d in result.diagnostics] == [("XX504", "info")]
    assert codes(select=("XX101",)) == ["XX101"]


def test_parameters_of_a_rule(write: Write) -> None:
    write("报告.txt", "完成投资XX亿元，增长__%。\n")
    assert codes(select=("XX1",)) == ["XX101", "XX105"]
    write("xxlint.toml", '[rules.letter-placeholder]\nforms = ["date"]')
    assert codes(select=("XX1",)) == ["XX105"]


def test_own_names_are_no_foreign_ones(write: Write) -> None:
    text = (
        "望泉县2023年工作总结\n今年以来，全县上下真抓实干，松阳县生态环境质量持续向好，群众满意度明显提高。\n"
    )
    write("报告.txt", text)
    assert codes() == ["XX703"]
    write("xxlint.toml", 'own-names = ["松阳县"]')
    assert codes() == []
    write("xxlint.toml", 'own-names = ["松阳县生态环境"]')
    assert codes() == []
    write("xxlint.toml", 'own-names = ["遂昌县"]')
    assert codes() == ["XX703"]


def test_an_older_report_is_compared_with_all_but_itself(write: Write) -> None:
    same = "全县上下真抓实干，生态环境质量持续向好，群众满意度明显提高，各项工作取得了新的成效。"
    write("旧/2023.txt", f"望泉县2023年工作总结\n{same}\n")
    write("2024.txt", f"望泉县2024年工作总结\n{same}\n")
    write("xxlint.toml", 'against = "旧/2023.txt"')
    found = {result.path: len(result.notes) for result in check(".")}
    assert found == {"./2024.txt": 1, "./旧/2023.txt": 0}


# per-file-ignores


@pytest.mark.parametrize(
    ("pattern", "ignored"),
    [
        ("*.md", {"甲/a.md"}),
        ("甲/*.txt", {"甲/b.txt"}),
        ("甲/*", {"甲/a.md", "甲/b.txt", "甲/丙/c.txt"}),  # as in .gitignore: 丙 matches, and so all in it
        ("甲/**", {"甲/a.md", "甲/b.txt", "甲/丙/c.txt"}),
        ("丙/", {"甲/丙/c.txt"}),
        ("/b.txt", {"b.txt"}),
        ("!甲/", {"b.txt"}),
    ],
)
def test_patterns_of_per_file_ignores(write: Write, pattern: str, ignored: set[str]) -> None:
    names = {"甲/a.md", "甲/b.txt", "甲/丙/c.txt", "b.txt"}
    for name in names:
        write(name)
    wanted = {f"./{name}" for name in ignored}
    write("xxlint.toml", f'[per-file-ignores]\n"{pattern}" = ["XX1"]')
    found = check(".")
    assert {r.path for r in found if "XX101" not in {d.code for d in r.diagnostics}} == wanted
    assert all("XX504" in {d.code for d in r.diagnostics} for r in found)
    flagged = check(".", isolated=True, per_file_ignores=(f"{pattern}:XX1",))
    assert {r.path for r in flagged if "XX101" not in {d.code for d in r.diagnostics}} == wanted


def test_patterns_of_an_extended_file_hold_where_it_does_not_lie_above(write: Write) -> None:
    write("全局/base.toml", '[per-file-ignores]\n"草稿/*" = ["XX1"]')
    write("甲/xxlint.toml", 'extend = "../全局/base.toml"')
    write("甲/草稿/报告.txt")
    assert codes("甲/草稿/报告.txt") == ["XX504"]


def test_per_file_ignores_never_hide_what_was_not_checked(write: Write) -> None:
    write("xxlint.toml", '[per-file-ignores]\n"*" = ["ALL"]')
    write("报告.txt", "\x00" * 200)
    assert codes() == ["XX001"]


# flags


def test_flags_beat_the_file(write: Write) -> None:
    write("报告.txt")
    write(
        "xxlint.toml",
        'select = ["XX504"]\nignore = ["XX101"]\nyear = 2020\ngenre = "none"\nfail-on = "error"',
    )
    assert codes() == ["XX504"]
    assert codes(extend_select=("XX101",)) == ["XX101", "XX504"]
    assert codes(select=("XX1",)) == ["XX101"]
    assert codes(ignore=("XX5",)) == []
    settings = Runners(Flags(year=2024, genre="auto", fail_on="info")).settings_of_run(["报告.txt"])
    assert (settings.context.year, settings.context.genre, settings.fail_on) == (2024, "auto", "info")


def test_where_each_value_comes_from(write: Write) -> None:
    write("xxlint.toml", '# 设置\nregion = "松阳县"\nignore = [\n  "XX5",\n]\n')
    now = values(".", ignore=("XX1",), respect_gitignore=False, lang="en", lang_by="XXLINT_LANG")
    assert [(Path(p.path).name, p.line) for p in now["region"].places] == [("xxlint.toml", 2)]
    assert [(p.path, p.line) for p in now["ignore"].places] == [("--ignore", 0)]
    assert now["respect-gitignore"].places[0].path == "--no-respect-gitignore"
    assert now["lang"].places[0].path == "XXLINT_LANG"
    assert now["show"] == Value("warning")


# what is wrong


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("selct = []", ("selct", "select")),
        ("fail_on = 'error'", ("fail_on", "fail-on")),
        ("severty = {}", ("severty", "severity")),
        ('select = "XX1"', ("select",)),
        ("select = [1]", ("select",)),
        ('select = ["XX1O1"]', ("XX1O1", "XX101")),
        ('ignore = ["leter-placeholder"]', ("ignore", "letter-placeholder")),
        ('fail-on = "eror"', ("fail-on", "eror", "error")),
        ('year = "2023"', ("year",)),
        ("year = 1900", ("year",)),
        ("year = 2024-01-01", ("year",)),
        ("region = ''", ("region",)),
        ("region = ' '", ("region",)),
        ('genre = "述职报高"', ("genre", "述职报告")),
        ('encoding = "utf-88"', ("encoding", "utf-88")),
        ('packs = "a.toml"', ("packs",)),
        ("respect-gitignore = 1", ("respect-gitignore",)),
        ('lang = "fr"', ("lang", "fr")),
        ('severity = "error"', ("severity",)),
        ('severity.XX101 = "of"', ("severity.XX101", "off")),
        ('severity.XX1O1 = "off"', ("severity.XX1O1", "XX101")),
        ('per-file-ignores = {"*.md" = "XX1"}', ("per-file-ignores",)),
        ('per-file-ignores = {"*.md" = ["XX199"]}', ("per-file-ignores", "XX199")),
        ('exclude = ["!"]', ("exclude", "!")),
        ("rules.XX101.frms = []", ("rules.XX101", "frms", "forms")),
        ("rules.XX101.forms = [3]", ("rules.XX101", "forms")),
        ("rules.XX101.severity = 'info'", ("rules.XX101", "severity")),
        ("rules.XX5.on = 'text'", ("rules.XX5",)),
        ("rules.XX101 = 3", ("rules.XX101",)),
        ("rules.XX001.x = 3", ("rules.XX001", "x")),
        ("owners = ['a']", ("owners",)),
        ("extend = 3", ("extend",)),
    ],
)  # fmt: skip
def test_a_slip_names_file_line_and_key(write: Write, text: str, words: tuple[str, ...]) -> None:
    write("报告.txt")
    write("xxlint.toml", f"# 设置\n\n{text}\n")
    told = problems()
    assert len(told) == 1, told
    for one, mark in zip(told[0], ("xxlint.toml:3：", "xxlint.toml:3: "), strict=True):
        assert one.startswith(mark), one
        assert all(word in one for word in words), one
    write("pyproject.toml", f"[project]\n[tool.xxlint]\n{text}\n")
    write("xxlint.toml", "")
    assert problems(config="pyproject.toml")[0][0].startswith("pyproject.toml:3：")


def test_all_slips_are_told_in_order(write: Write) -> None:
    write("报告.txt")
    write("xxlint.toml", 'ignore = "XX1"\nselct = []\n[severity]\nXX101 = "of"\n')
    assert [zh.split("：")[0] for zh, _ in problems()] == ["xxlint.toml:1", "xxlint.toml:2", "xxlint.toml:4"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_file_in_another_encoding(write: Write, encoding: str) -> None:
    write("报告.txt")
    write("xxlint.toml", 'region = "松阳县"', encoding)
    for text in problems()[0]:
        assert text.startswith("xxlint.toml") and "UTF-8" in text


@pytest.mark.parametrize("text", ['ignore = ["XX1"]\r\nregion = "松阳县"\r\n', 'ignore = ["XX1"]\n'])
def test_a_bom_and_line_ends_of_windows(write: Write, text: str) -> None:
    write("报告.txt")
    write("xxlint.toml", text, "utf-8-sig")
    assert codes() == ["XX504"]


def test_broken_toml(write: Write) -> None:
    write("报告.txt")
    write("xxlint.toml", "a = 1\nselect = [XX1]\n")
    for text in problems()[0]:
        assert text.startswith("xxlint.toml") and "TOML" in text and "line 2" in text
    write("pyproject.toml", "[tool.xxlint]\nselect = [XX1]\n")
    (Path("xxlint.toml")).unlink()
    assert "pyproject.toml" in problems()[0][0]


def test_a_pack_of_the_settings_that_is_not_there(write: Write) -> None:
    from xxlint.words import PackError

    write("报告.txt")
    write("xxlint.toml", 'packs = ["没有.toml"]')
    with pytest.raises(PackError) as caught:
        check("报告.txt")
    assert "没有.toml" in caught.value.problems[0].zh


def test_a_wrong_flag_for_per_file_ignores(write: Write) -> None:
    write("报告.txt")
    for word in ("XX1", ":XX1", "*.md:"):
        assert word in problems(per_file_ignores=(word,))[0][0]


GOOD: dict[str, str] = {
    "select": '["XX1"]',
    "ignore": '["XX5"]',
    "packs": "[]",
    "region": '"松阳县"',
    "year": "2024",
    "fail-on": '"error"',
    "show": '"info"',
    "respect-gitignore": "true",
    "own-names": '["松阳县驻杭办"]',
    "severity": '{ XX5 = "info" }',
    "per-file-ignores": '{ "*.md" = ["XX1"] }',
    "owners": '{ "地区生产总值" = "综合科" }',
}


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_a_mutated_key_is_an_error_that_names_file_and_key(
    tmp_path_factory: pytest.TempPathFactory, key: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(key) - 1))
    wrong = data.draw(
        st.sampled_from(
            [
                key[:at] + key[at + 1 :],
                key[:at] + data.draw(st.sampled_from(string.ascii_lowercase)) + key[at:],
            ]
        )
    )
    if wrong in KEYS or not wrong:
        return
    path = tmp_path_factory.mktemp("office") / "xxlint.toml"
    lines = [f"{wrong if one == key else one} = {value}" for one, value in GOOD.items()]
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(SettingsError) as caught:
        load(str(path), str(path.parent))
    line = list(GOOD).index(key) + 1
    for words in caught.value.problems[0]:
        assert words.startswith(f"{path}:{line}") and f"“{wrong}”" in words


@given(
    st.sampled_from(sorted(GOOD)),
    st.sampled_from(["[[]]", "3.5", "{ a = { b = 1 } }", '"完全不对"', "false"]),
)
def test_a_mutated_value_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: str
) -> None:
    path = tmp_path_factory.mktemp("office") / "xxlint.toml"
    path.write_text(f"{key} = {value}\n", "utf-8")
    try:
        load(str(path), str(path.parent))
    except SettingsError as error:
        for words in error.problems[0]:
            assert words.startswith(f"{path}:1") and key in words
    else:
        assert (key, value) in {("region", '"完全不对"'), ("respect-gitignore", "false")}


def test_lines_of_keys() -> None:
    text = '# 一\na = 1\n\n[t.x]\nb = [\n  "[c]",\n]\nd = """\n[e]\nf = 1\n"""\n[t.x.y]\n"g h".i = 1\n[[z]]\nk = 2\n'
    found = lines_of_keys(text)
    assert found[("a",)] == 2
    assert found[("t", "x")] == 4
    assert found[("t", "x", "b")] == 5
    assert found[("t", "x", "d")] == 8
    assert found[("t", "x", "y", "g h", "i")] == 13
    assert found[("z", "k")] == 15
    assert ("e",) not in found and ("f",) not in found

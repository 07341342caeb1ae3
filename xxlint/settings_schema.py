"""The shape of ``xxlint.toml``, strict, with errors that name file, line, key and the nearest right word.

Imported only when a settings file exists.
"""

import codecs
import json
import tomllib
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from xxlint.packs import Rule
from xxlint.settings import SettingsError
from xxlint.slips import Keys, bad_toml, lines_of_keys, retold, unknown_key
from xxlint.vocabulary import Severity
from xxlint.words import Lang, Words, nearest

TABLE = ("tool", "xxlint")
"""Where the settings stand in a pyproject.toml."""


def _encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        raise ValueError(f"没有这种编码，常用 gb18030、utf-8 / no such encoding: {name}") from None
    return name


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("不能是空的 / must not be empty")
    return text


Filled = Annotated[str, Field(min_length=1), AfterValidator(_filled)]
Codes = list[Filled]
Globs = list[Filled]


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class SettingsFile(BaseModel):
    """What an ``xxlint.toml``, or ``[tool.xxlint]`` in a ``pyproject.toml``, may say."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=_kebab, title="xxlint.toml"
    )

    extend: Filled | None = Field(
        None,
        description="另一份设置文件，先按它的，再按本文件的。 / Another settings file that this one builds on.",
    )
    select: Codes | None = Field(
        None,
        description="只查这些规则：代码、类别、名称或 ALL。 / Only these rules: codes, families, names, ALL.",
    )
    extend_select: Codes | None = Field(
        None, description="在默认之外再查这些规则。 / These rules besides the default ones."
    )
    ignore: Codes | None = Field(None, description="不查这些规则。 / Not these rules.")
    extend_ignore: Codes | None = Field(
        None, description="在 extend 的文件之外，再不查这些规则。 / Not these rules either."
    )
    per_file_ignores: dict[Filled, Codes] | None = Field(
        None,
        description="对一些文件不查的规则：文件名样式 = [代码…]。 / Rules that are not for some files: pattern = [codes].",
    )
    exclude: Globs | None = Field(
        None,
        description="文件夹里不查的文件，写法同 .gitignore；取代默认的一份。 / Files that folders are searched without,"
        " written as in .gitignore, instead of the default ones.",
    )
    extend_exclude: Globs | None = Field(
        None, description="在默认之外再排除这些文件。 / Files to leave out besides the default ones."
    )
    respect_gitignore: bool | None = Field(
        None, description="是否服从 .gitignore（默认是）。 / Whether .gitignore holds (it does)."
    )
    force_exclude: bool | None = Field(
        None, description="点名的文件也服从排除。 / Exclude files even when they are named."
    )
    packs: list[Filled] | None = Field(
        None, description="再装入的规则包，路径从本文件算起。 / More packs of rules, relative to this file."
    )
    severity: dict[Filled, Literal["error", "warning", "info", "off"]] | None = Field(
        None, description="规则的级别：代码 = error、warning、info 或 off。 / Severities of rules, or off."
    )
    rules: dict[Filled, dict[Filled, Any]] | None = Field(
        None, description="规则的参数：[rules.代码] 参数 = 值。 / Parameters of rules."
    )
    region: Filled | None = Field(
        None, description="报告是哪个地方的，如 松阳县。 / The region that the reports are of."
    )
    year: Annotated[int, Field(ge=1949, le=2100)] | None = Field(
        None, description="报告写的是哪一年。 / The year that the reports are about."
    )
    genre: Filled | None = Field(
        None, description="文种：auto、none 或名称。 / The kind of report: auto, none or a name."
    )
    own_names: list[Filled] | None = Field(
        None, description="本单位的名称，不当作外地地名提示。 / Names of the office that are no foreign ones."
    )
    against: Filled | None = Field(
        None, description="对照的上年稿，路径从本文件算起。 / Last year's report, relative to this file."
    )
    encoding: Annotated[Filled, AfterValidator(_encoding)] | None = Field(
        None,
        description="文件的编码，如 gb18030；不写则自动判断。 / The files' encoding; found out if not said.",
    )
    fail_on: Severity | None = Field(
        None, description="哪一级起退出码为 1。 / The least severity that makes the exit code 1."
    )
    show: Severity | None = Field(None, description="最轻显示到哪一级。 / The least severity to show.")
    output_format: Filled | None = Field(
        None, description="输出格式，如 table、concise、json。 / The output format."
    )
    lang: Lang | None = Field(None, description="语言：zh 或 en。 / The language.")
    owners: dict[Filled, Filled] | None = Field(
        None, description="指标或章节由谁负责：名称 = 科室。 / Who answers for a metric or section."
    )


_FILE: TypeAdapter[SettingsFile] = TypeAdapter(SettingsFile)
KEYS: tuple[str, ...] = tuple(_kebab(name) for name in SettingsFile.model_fields)


def parse(path: str, source: bytes) -> tuple[str, dict[str, Any]]:
    """The text and the data of a TOML file; raises ``SettingsError`` for what is none."""
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(
            Words(
                f"{path}：设置文件要用 UTF-8 编码，请另存为 UTF-8",
                f"{path}: a settings file must be in UTF-8, save it as that",
            )
        ) from None
    text = text.replace("\r\n", "\n")
    try:
        return text, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(bad_toml(path, text, error)) from None


def validate(
    path: str, text: str, data: dict[str, Any], table: Keys
) -> tuple[dict[str, Any], dict[Keys, int]]:
    """What the file says, by its keys, and the line of each; raises ``SettingsError`` with a line for each slip."""
    found = {
        tuple(keys[len(table) :]): line
        for keys, line in lines_of_keys(text).items()
        if keys[: len(table)] == table
    }
    try:
        said = _FILE.validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        slips = error.errors(include_url=False)
        told = sorted(_problem(path, found, slip) for slip in slips)
        raise SettingsError(*(words for _, words in told)) from None
    return said.model_dump(mode="json", by_alias=True, exclude_none=True), found


def _problem(path: str, lines: dict[Keys, int], slip: Any) -> tuple[int, Words]:
    loc = tuple(str(part) for part in slip["loc"])
    keys = tuple(part for part in loc if not part.isdigit() and part != "[key]")
    words = retold(slip, KEYS if len(loc) == 1 else ())
    return _line(lines, keys), problem(path, lines, keys, words)


def problem(path: str, lines: dict[Keys, int], keys: Keys, said: Words) -> Words:
    """``xxlint.toml:3：“select”：…``: where it stands and what is wrong."""
    line, key = _line(lines, keys), ".".join(keys) or "xxlint"
    return Words(f"{path}:{line}：“{key}”：{said.zh}", f"{path}:{line}: “{key}”: {said.en}")


def _line(lines: dict[Keys, int], keys: Keys) -> int:
    """The line of a key, or of the nearest one around it that has a line."""
    return next((lines[keys[:size]] for size in range(len(keys), -1, -1) if keys[:size] in lines), 1)


def check_parameters(rule: Rule, given: dict[str, Any]) -> dict[str, Any] | list[tuple[str, Words]]:
    """The parameters of a rule as its kind takes them, or what is wrong: the parameter's name and the words."""
    from xxlint.packs_schema import RuleEntry, model_of

    model = model_of(rule.kind)
    right = [name for name in model.model_fields if name not in (*RuleEntry.model_fields, "kind")]
    unknown = [name for name in given if name not in right]
    if unknown:
        nothing = Words(f"{rule.code} 没有参数", f"{rule.code} has no parameters")
        return [(name, unknown_parameter(name, right) if right else nothing) for name in unknown]
    options = {key: value for key, value in rule.options.items() if key in right}
    entry = {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "message": {"zh": "-"},
        "why": {"zh": "-"},
        "kind": rule.kind,
        **options,
        **given,
    }
    try:
        said = model.model_validate_json(json.dumps(entry, default=str))
    except ValidationError as error:
        return [
            (str(slip["loc"][0]) if slip["loc"] else next(iter(given), ""), retold(slip, ()))
            for slip in error.errors()
        ]
    dumped = said.model_dump(mode="json")
    return {name: dumped[name] for name in given}


def unknown_parameter(name: str, right: list[str]) -> Words:
    """A parameter that the rule has not; where none is near, those that it has."""
    if nearest(name, right):
        return unknown_key(name, right)
    words = unknown_key(name, ())
    return Words(f"{words.zh}，可用：{'、'.join(right)}", f"{words.en}, one of: {', '.join(right)}")


def json_schema(formats: tuple[str, ...]) -> dict[str, Any]:
    """The JSON Schema of settings, for editors; ``formats``: the names of the output formats."""
    schema: dict[str, Any] = _without_null(_FILE.json_schema(by_alias=True))
    schema["properties"]["output-format"] = {
        **schema["properties"]["output-format"],
        "enum": list(formats),
    }
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


def _without_null(schema: Any) -> Any:
    """The schema without what TOML cannot say: a key that is there has a value."""
    if isinstance(schema, list):
        return [_without_null(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {
        key: _without_null(value) for key, value in schema.items() if key != "default" or value is not None
    }
    options = plain.get("anyOf")
    if isinstance(options, list):
        left = [option for option in options if option != {"type": "null"}]
        if len(left) == 1:
            del plain["anyOf"]
            return {**left[0], **plain}
        plain["anyOf"] = left
    return plain

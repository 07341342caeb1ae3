"""Old Word files, WPS, OpenDocument and RTF: turned into .docx by LibreOffice, if the machine has it.

LibreOffice reports success whatever happened and takes any bytes for text.  So what goes in must be known by its
content (``kinds_of_file``), and what comes out is looked at.  Every call has a folder of its own, for the file and
for LibreOffice's settings, which forbid macros and the network; nothing of the user's is read or changed.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from xxlint.formats.kinds_of_file import Kind, kind_of
from xxlint.formats.unreadable import Unreadable
from xxlint.system import reason_of
from xxlint.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUFFIX_OF: "Mapping[Kind, str]" = {"doc": ".doc", "odt": ".odt", "rtf": ".rtf", "wordml": ".xml"}
"""What can be converted, and the suffix by which LibreOffice knows it."""

SECONDS = 60.0  # for one file; a report of a hundred pages takes two

CONVERTED = Words(
    "由 LibreOffice 转成 .docx 后检查，段落号和页码以转换后的文件为准",
    "checked after LibreOffice had turned it into .docx: paragraphs and pages are those of the converted file",
)


def to_docx(data: bytes, kind: Kind, shown: str, seconds: float = SECONDS) -> bytes:
    """The same report as .docx; ``shown`` is the suffix to name in messages.

    Raises ``Unreadable`` where LibreOffice is not there, fails, or takes longer than ``seconds``.
    """
    program = _program()
    if program is None:
        raise Unreadable(_ABSENT.fill(suffix=shown))
    from tempfile import TemporaryDirectory

    try:
        with _tidy_when_ended(), TemporaryDirectory(prefix="xxlint-", ignore_cleanup_errors=True) as place:
            folder = Path(place)
            source = folder / f"report{SUFFIX_OF[kind]}"
            source.write_bytes(data)
            settings = folder / "profile" / "user" / "registrymodifications.xcu"
            settings.parent.mkdir(parents=True)
            settings.write_text(_SETTINGS, "utf-8")
            _run(_command(program, folder, source), folder, seconds, shown)
            result = folder / "out" / "report.docx"
            converted = result.read_bytes() if result.is_file() else b""
    except OSError as error:
        reason = reason_of(error)
        raise Unreadable(
            Words(f"临时文件夹用不了：{reason.zh}", f"the temporary folder cannot be used: {reason.en}")
        ) from error
    if kind_of(converted) != "docx":
        raise Unreadable(_FAILED.fill(suffix=shown))
    return converted


@contextmanager
def _tidy_when_ended() -> "Iterator[None]":
    """Let the signal that ends programs end this one as an exception does, so that no copy of a report stays behind."""

    def leave(number: int, frame: object) -> None:
        sys.exit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _program() -> str | None:
    """LibreOffice's command: on the path, or where the installers of macOS and Windows put it."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    usual = ["/Applications/LibreOffice.app/Contents/MacOS/soffice"]
    folders = [os.environ.get(variable) for variable in ("ProgramFiles", "ProgramFiles(x86)")]
    usual += [str(Path(folder) / "LibreOffice" / "program" / "soffice.com") for folder in folders if folder]
    return next((path for path in usual if Path(path).is_file()), None)


def _command(program: str, folder: Path, source: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]


def _run(command: list[str], folder: Path, seconds: float, shown: str) -> None:
    """Run LibreOffice to its end, or end it and all that it started."""
    nowhere = "http://127.0.0.1:9"
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=os.environ
            | {"http_proxy": nowhere, "https_proxy": nowhere, "no_proxy": ""}
            | dict.fromkeys(
                ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(folder)
            ),
            start_new_session=True,
        )
    except OSError as error:
        reason = reason_of(error)
        raise Unreadable(
            Words(f"LibreOffice 启动不了：{reason.zh}", f"LibreOffice does not start: {reason.en}")
        ) from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Unreadable(_SLOW.fill(suffix=shown, seconds=f"{seconds:g}")) from None
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and its children: soffice is a script that starts another program."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
    else:
        with suppress(ProcessLookupError, PermissionError):  # nobody of it is left
            os.killpg(process.pid, signal.SIGKILL)  # the group has the number of its first process
    process.wait()


_ABSENT = Words(
    "本机没有 LibreOffice，读不了 {suffix}；请用 Word 或 WPS 另存为 .docx 再检查",
    "no LibreOffice on this machine to read {suffix} with; save the file as .docx in Word or WPS",
)
_FAILED = Words(
    "LibreOffice 没能转换这个 {suffix}（文件可能已损坏）；请用 Word 或 WPS 另存为 .docx 再检查",
    "LibreOffice could not convert this {suffix} (it may be damaged); save it as .docx in Word or WPS",
)
_SLOW = Words(
    "LibreOffice 在 {seconds} 秒内没有转换完这个 {suffix}；请用 Word 或 WPS 另存为 .docx 再检查",
    "LibreOffice did not convert this {suffix} in {seconds} seconds; save it as .docx in Word or WPS",
)


def _setting(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
    )


_SETTINGS = "".join(
    (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
        _setting("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
        _setting("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
        _setting("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
        _setting("Office.Writer/Content/Update", "Link", "0"),
        _setting("Inet/Settings", "ooInetProxyType", "1"),
        _setting("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
        _setting("Inet/Settings", "ooInetHTTPProxyPort", "9"),
        _setting("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
        _setting("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
        "</oor:items>",
    )
)

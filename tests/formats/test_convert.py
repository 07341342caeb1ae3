"""Old Word files, OpenDocument and RTF through LibreOffice; the tests with the real one need it installed."""

import io
import os
import stat
import sys
import time
from pathlib import Path

import docx
import pytest

from xxlint.formats import Unreadable, convert
from xxlint.formats.convert import to_docx

RTF = b"{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}\\f0 \\'b1\\'a8\\'b8\\'e6\\par 2023\\par}"  # 报告
FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>
<w:p><w:r><w:t>工作报告</w:t></w:r></w:p></w:body></w:wordDocument>"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
needs_office = pytest.mark.skipif(convert._program() is None, reason="no LibreOffice here")


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def office(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a stand-in for soffice on the path."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@needs_office
def test_rtf() -> None:
    assert paragraphs(to_docx(RTF, "rtf", ".rtf"))[:2] == ["报告", "2023"]


@needs_office
@pytest.mark.slow
def test_word_xml_and_a_file_that_is_no_word_file() -> None:
    assert "工作报告" in paragraphs(to_docx(FLAT.encode(), "wordml", ".doc"))
    with pytest.raises(Unreadable, match=r"没能转换这个 \.doc"):
        to_docx(b"<?xml version='1.0'?><w:wordDocument", "wordml", ".doc")


@posix
def test_one_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = tmp_path / "late"
    office(tmp_path, f"(sleep 2; touch '{late}') & sleep 60", monkeypatch)
    started = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        to_docx(RTF, "rtf", ".rtf", seconds=0.3)
    assert time.monotonic() - started < 1.5
    assert "0.3 秒内没有转换完" in refused.value.reason.zh
    time.sleep(2.2)
    assert not late.exists()


@posix
@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "exit 1",
        'mkdir out; printf "" > out/report.docx',
        "mkdir out; cp report.rtf out/report.docx",
        "mkdir out; mkdir out/report.docx",
    ],
)
def test_success_is_believed_only_with_a_word_file(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path, script, monkeypatch)
    with pytest.raises(Unreadable) as refused:
        to_docx(RTF, "rtf", ".wps")
    assert "没能转换这个 .wps" in refused.value.reason.zh


@posix
def test_the_call_has_a_folder_of_its_own_that_goes_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    office(
        tmp_path, f'echo "$@" > "{told}"; pwd >> "{told}"; cat profile/user/*.xcu >> "{told}"', monkeypatch
    )
    with pytest.raises(Unreadable):
        to_docx(RTF, "rtf", ".rtf")
    call, folder, settings = told.read_text("utf-8").split("\n", 2)
    assert "-env:UserInstallation=file:///" in call
    assert "--headless" in call
    assert call.endswith("report.rtf")
    assert not Path(folder).exists()
    assert "DisableMacrosExecution" in settings


@posix
def test_one_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_bytes(b"\0\0\0")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match="启动不了"):
        to_docx(RTF, "rtf", ".rtf")


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "_program", lambda: None)
    with pytest.raises(Unreadable) as refused:
        to_docx(RTF, "rtf", ".doc")
    assert (
        refused.value.reason.zh == "本机没有 LibreOffice，读不了 .doc；请用 Word 或 WPS 另存为 .docx 再检查"
    )


def test_where_the_installers_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert convert._program() == str(program)

"""Word files (.docx and its kin): read as a page shows them, and written back without harm."""

from xxlint.document import Document
from xxlint.formats.unreadable import Unreadable
from xxlint.words import Words

_NO_TEXT = Words(
    "Word 文件里只有图片，没有文字可查；请提供能编辑的原稿",
    "the Word file holds pictures and no text: check the file that they were made from",
)


def read_docx(path: str, data: bytes) -> Document:
    """The document in a Word file; raises ``Unreadable``."""
    from xxlint.formats.docx.comments import layout_with_comments
    from xxlint.formats.docx.package import open_package
    from xxlint.formats.docx.walker import walk

    reading = walk(open_package(data))
    if reading.not_checked and not reading.text.strip():
        raise Unreadable(_NO_TEXT)
    return Document(
        path,
        "docx",
        reading.text,
        reading.prose,
        None,
        not_checked=reading.not_checked,
        layout=layout_with_comments(reading),
    )

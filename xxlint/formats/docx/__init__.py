"""Word files (.docx and its kin): read as a page shows them, and written back without harm."""

from xxlint.document import Document


def read_docx(path: str, data: bytes) -> Document:
    """The document in a Word file; raises ``Unreadable``."""
    from xxlint.formats.docx.comments import layout_with_comments
    from xxlint.formats.docx.package import open_package
    from xxlint.formats.docx.walker import walk

    reading = walk(open_package(data))
    return Document(
        path,
        "docx",
        reading.text,
        reading.prose,
        None,
        not_checked=reading.not_checked,
        layout=layout_with_comments(reading),
    )

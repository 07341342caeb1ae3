"""Word files (.docx and its kin): read as a page shows them, and written back without harm."""

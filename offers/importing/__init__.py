"""Reading foreign files: pure parsers, from bytes to checked cells to values. No database."""

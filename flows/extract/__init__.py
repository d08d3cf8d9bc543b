"""Articles to rows: pure functions, no I/O. Each extractor takes an `Article` and returns typed rows."""

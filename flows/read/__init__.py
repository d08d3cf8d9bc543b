"""Files to sources: bytes to raw text with its metadata. One module a format."""

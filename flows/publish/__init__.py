"""Checked tables to a release: one small module a format or artefact."""

"""Tests of the release's site."""

"""xinzhi: from newspaper pages to checked tables. One sub-package a stage; `release.py` ties them together."""

__version__ = "0.1.0"

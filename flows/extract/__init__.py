"""Articles to rows: pure functions, no I/O. Each extractor takes an `Article` and returns typed rows."""

import logging

import jieba

jieba.setLogLevel(logging.WARNING)  # it would tell on the error stream that it loads its dictionary

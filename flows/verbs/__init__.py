"""The verbs of `xinzhi`, one module each.

A verb's module says what it does in `WHAT`, shows it in `EXAMPLE`, declares its arguments in
`arguments(ArgumentParser)` and does it in `run(Namespace)`, which returns the exit code. What a verb needs beyond the
standard library it imports when it runs, so that no verb waits for another's libraries.
"""

VERBS = (
    "build", "serve", "text", "articles", "extract", "diff", "verify", "publish", "fetch", "load", "describe",
)  # fmt: skip
"""Names of the verbs' modules, in the order of the help."""

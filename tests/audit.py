"""Ask an advisory service about every line of the lock.

    python -m tests.audit       exit code 1 where a locked version has a known vulnerability

Without a network nothing can be asked: then that is said, and it is no failure.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
ASK = ["--vulnerability-service", "osv", "--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off"]
SKIPPED = "AUDIT SKIPPED: no advisory service can be reached from here; run `make audit` where one can"
UNREACHABLE = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError")


def verdict(answer: str, errors: str) -> tuple[int, str]:
    """What came of an audit.

    Args:
        answer: pip-audit's JSON; empty where it gave up.
        errors: what it wrote beside.

    Returns:
        The exit code, and what to tell.

    Raises:
        RuntimeError: it gave up for another reason than the network.
    """
    if not answer.strip():
        if not any(error in errors for error in UNREACHABLE):
            raise RuntimeError(f"pip-audit gave up: {errors.strip()}")
        return 0, SKIPPED
    asked = json.loads(answer)["dependencies"]
    bad = [f"{each['name']} {each['version']}: {found['id']}" for each in asked for found in each.get("vulns", ())]
    left_out = [f"{each['name']}: {each['skip_reason']}" for each in asked if "skip_reason" in each]
    told = [f"{len(asked) - len(left_out)} of {len(asked)} locked libraries audited, {len(bad)} vulnerabilities known"]
    return int(bool(bad)), "\n".join(told + bad + [f"not audited: {line}" for line in left_out])


def main() -> int:
    """Audit, and tell."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), *ASK]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    code, told = verdict(done.stdout, done.stderr)
    print(told)
    return code


if __name__ == "__main__":
    sys.exit(main())

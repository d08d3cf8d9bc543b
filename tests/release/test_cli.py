"""The verbs, as people type them; the README says what they do."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import main, parser
from schemas import TABLES
from tests.release.conftest import DOCUMENTS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SEED = sorted(DOCUMENTS.glob("*.txt"))[2]


def verbs():
    (choices,) = (action.choices for action in parser()._actions if action.dest == "verb")
    return choices


@pytest.mark.parametrize("verb", verbs())
def test_readme_and_help_agree(verb):
    help_text = " ".join(verbs()[verb].format_help().split())
    row = re.search(rf"^\| `xinzhi {verb}[^|]*\| (?P<what>[^|]+) \| `(?P<example>[^`]+)` \|$", README, re.M)
    assert row, f"README.md has no line for xinzhi {verb}"
    assert row["what"] in help_text
    assert f"Example: {row['example']}" in help_text


def test_readme_lists_no_other_verb():
    assert set(re.findall(r"^\| `xinzhi (\w+)", README, re.M)) == set(verbs())


@pytest.mark.parametrize("verb", verbs())
def test_every_example_parses(verb):
    example = re.search(r"Example: xinzhi (.+)", verbs()[verb].format_help())
    assert parser().parse_args(shlex.split(example[1])).verb == verb


def test_text_prints_the_raw_text(capsys):
    assert main(["text", str(SEED)]) == 0
    assert capsys.readouterr().out == SEED.read_bytes().decode()


def test_extract_prints_rows(capsys):
    assert main(["extract", str(SEED), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["table"] for row in rows} >= {"documents", "articles", "quotes", "sectors"}
    assert main(["extract", str(SEED)]) == 0
    assert "quotes" in capsys.readouterr().out


def test_articles_prints_the_articles(capsys):
    assert main(["articles", str(SEED)]) == 0
    assert SEED.name in capsys.readouterr().out


def test_describe(capsys):
    assert main(["describe"]) == 0
    assert all(name in capsys.readouterr().out for name in [next(iter(TABLES))])
    assert main(["describe", "figures"]) == 0
    assert "`figure_text`" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["fly"], ["build", "--workers", "0"], ["build", "--columns", "x"]])
def test_wrong_usage_exits_2(arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


def test_a_table_that_is_not_there_is_wrong_usage(capsys):
    assert main(["describe", "nothing"]) == 2
    assert "'nothing'" in capsys.readouterr().err


def test_failure_exits_1_with_a_message(tmp_path, capsys):
    assert main(["extract", str(tmp_path / "nowhere.txt")]) == 1
    assert "nowhere.txt" in capsys.readouterr().err


def test_build_tells_rejects_in_its_exit_code_and_last_line(tmp_path):
    (tmp_path / "good.txt").write_text("李四表示，要发展光伏产业。", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    command = [sys.executable, "-m", "flows.cli", "build", str(tmp_path), "--output", str(tmp_path / "output")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines()[-1].startswith("1 of 2 documents: released")

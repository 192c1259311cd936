"""What Prometheus is told: that every figure it asks for is given, and every rule says what to do.

Whether a rule fires when it should is tried by Prometheus' own tool, where there is one.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from bot.config import Http
from handlers.web.health import METRICS
from tests.journeys.inside import every_series

DEPLOY: Final = Path(__file__).parents[2] / "deploy"
SETTINGS: Final = DEPLOY / "prometheus.yml"
RULES: Final = DEPLOY / "alerts.yml"
TRIED: Final = Path(__file__).parent / "alerts.promtool.yml"
PROMTOOL: Final = shutil.which("promtool")
THEIRS: Final = {"up"}
"""What Prometheus knows by itself."""
WORDS: Final = {
    *("and", "by", "on", "unless", "absent", "changes", "histogram_quantile", "increase"),
    *("max", "min", "rate", "sum", "time", "instance", "kind", "le"),
}
"""PromQL's own, and labels to group by."""
SELECTOR: Final = re.compile(r"\b([a-z][a-z_]*)\b(?:\{([^}]*)\})?")
MATCHER: Final = re.compile(r'([a-z]+)(=~|!~|!=|=)"([^"]*)"')


def read(file: Path) -> Any:  # noqa: ANN401 - whatever is in it
    return yaml.safe_load(file.read_text("utf-8"))


def rules() -> list[dict[str, Any]]:
    return [rule for group in read(RULES)["groups"] for rule in group["rules"]]


def selectors(rule: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the metrics that a rule names, each with what it asks of their labels."""
    bare = re.sub(r"\[\w+\]|\b\d+(e\d+)?\b", "", rule["expr"])
    return [found for found in SELECTOR.findall(bare) if found[0] not in WORDS]


def fits(labels: frozenset[tuple[str, str]], asked: str) -> bool:
    having = dict(labels) | {"job": "stillwater"}
    matchers = MATCHER.findall(asked)
    assert asked.count('"') == 2 * len(matchers)
    return all(label in having and _is(having[label], how, what) for label, how, what in matchers)


def _is(value: str, how: str, what: str) -> bool:
    same = value == what if "~" not in how else re.fullmatch(what, value) is not None
    return same is not how.startswith("!")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_a_rule_asks_for_what_there_is(rule: dict[str, Any]) -> None:
    named = selectors(rule)
    assert named
    for metric, asked in named:
        if metric not in THEIRS:
            fitting = [
                labels for name, labels in every_series() if name == metric and fits(labels, asked)
            ]
            assert fitting, (metric, asked)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_a_rule_says_in_one_sentence_what_it_means_and_what_to_do(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in {"page", "ticket"}
    (says,) = rule["annotations"].values()
    assert re.fullmatch(r"[A-Z][^.!?{}]*([a-z]\.[a-z_]+[^.!?{}]*)*\.", says), "one sentence"
    assert len(says) > len("It does not work: see the log and start it again.")
    assert ": " in says or ", so " in says, "what it means, and then what to do"


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(set(names)) == len(names) > 10


def test_a_rule_that_asks_for_nothing_there_is_would_be_found() -> None:
    for expr in ("max(stillwater_inbox_depth) > 1", 'stillwater_inbox{state="wating"} > 1'):
        ((metric, asked),) = selectors({"expr": expr})
        assert not any(name == metric and fits(labels, asked) for name, labels in every_series())


def test_every_rule_is_tried() -> None:
    tried = (one for test in read(TRIED)["tests"] for one in test["promql_expr_test"])
    samples = [sample["labels"] for one in tried for sample in one.get("exp_samples", ())]
    fires = [name for labels in samples for name in re.findall('alertname="([A-Za-z]+)"', labels)]
    assert sorted(fires) == sorted(rule["alert"] for rule in rules())


def test_prometheus_looks_where_the_service_is() -> None:
    settings = read(SETTINGS)
    assert [DEPLOY / file for file in settings["rule_files"]] == [RULES]
    (job,) = settings["scrape_configs"]
    assert job["metrics_path"] == METRICS
    assert job["static_configs"] == [{"targets": [f"{Http().host}:{Http().port}"]}]


@pytest.mark.skipif(PROMTOOL is None, reason="there is no promtool to try the rules")
@pytest.mark.parametrize(
    "asked",
    [("check", "config", SETTINGS), ("check", "rules", RULES), ("test", "rules", TRIED)],
    ids=lambda asked: " ".join(asked[:2]),
)
def test_prometheus_own_tool_finds_nothing_wrong(asked: tuple[str, str, Path]) -> None:
    ran = subprocess.run(  # noqa: S603 - its own tool, on our own files
        [str(PROMTOOL), *map(str, asked)], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr

"""Many machines, as they are deployed: held against what the service says of itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from bot.config import Config
from bot.reaching import POSTED_TO, Http
from handlers.web.health import ALIVE

DEPLOY: Final = Path(__file__).parent.parent.parent / "deploy"
CADDYFILE: Final = DEPLOY / "Caddyfile"
CADDY: Final = shutil.which("caddy")
OURS: Final = {"stillwater", "operator"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return read


def test_there_are_three_replicas_of_the_image_that_is_described(compose: dict[str, Any]) -> None:
    replicas = compose["services"]["stillwater"]
    assert replicas["deploy"]["replicas"] == 3
    build = replicas["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()


def test_its_settings_are_settings(compose: dict[str, Any]) -> None:
    for name in OURS:
        env = compose["services"][name]["environment"]
        for variable in env.keys() - {"TMPDIR"}:
            section, key = variable.removeprefix("STILLWATER_").lower().split("__")
            part = Config.model_fields[section].annotation
            assert part is not None
            assert key in part.model_fields, variable
        assert env["STILLWATER_TELEGRAM__MODE"] == "webhook"
        assert env["STILLWATER_STORAGE__URL"] != env["STILLWATER_STORAGE__KEYS_URL"]
    replica = compose["services"]["stillwater"]["environment"]
    assert compose["services"]["operator"]["environment"] == replica | {"TMPDIR": "/backups"}


def test_ours_can_do_no_more_than_they_must(compose: dict[str, Any]) -> None:
    for name in OURS:
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["user"] == "65532:65532"
        assert "ports" not in service
    (secrets,) = compose["services"]["stillwater"]["volumes"]
    assert secrets.endswith(":ro"), "the operator alone turns keys over"


def test_the_world_reaches_the_proxy_alone(compose: dict[str, Any]) -> None:
    published = {
        name: service["ports"]
        for name, service in compose["services"].items()
        if "ports" in service
    }
    assert published.pop("proxy") == ["80:80", "443:443"]
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)


def test_every_file_it_mounts_is_there_or_made_by_hand(compose: dict[str, Any]) -> None:
    by_hand = {"./secrets", "./backups", "./backups-of-keys"}
    for service in compose["services"].values():
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            known = source in compose["volumes"] or source in by_hand
            assert known or (DEPLOY / source).is_file(), volume
    ignored = (DEPLOY.parent / ".gitignore").read_text("utf-8").splitlines()
    assert {*(f"/deploy/{one[2:]}/" for one in by_hand), ".env"} <= set(ignored)


def test_every_network_of_a_service_is_there(compose: dict[str, Any]) -> None:
    used = {net for service in compose["services"].values() for net in service["networks"]}
    assert used == set(compose["networks"])


def test_it_is_asked_where_it_answers(compose: dict[str, Any]) -> None:
    asks = " ".join(compose["services"]["stillwater"]["healthcheck"]["test"])
    assert f"http://127.0.0.1:{Http().port}{ALIVE}" in asks


def test_replicas_are_watched_as_one_machine_is() -> None:
    one, many = (
        yaml.safe_load((DEPLOY / name).read_text("utf-8"))
        for name in ("prometheus.yml", "prometheus-replicas.yml")
    )
    (alone,), (replica,) = one.pop("scrape_configs"), many.pop("scrape_configs")
    (found,) = replica.pop("dns_sd_configs")
    assert (found["names"], found["port"]) == (["stillwater"], Http().port)
    assert alone.pop("static_configs") == [{"targets": [f"127.0.0.1:{Http().port}"]}]
    assert (one, alone) == (many, replica)


def test_the_proxy_hands_on_what_telegram_posts_and_nothing_else() -> None:
    written = CADDYFILE.read_text("utf-8")
    assert re.findall(r"handle (/\S+) ", written) == [POSTED_TO]
    assert re.findall(r"\bport (\d+)", written) == [str(Http().webhook_port)]
    assert "respond 404" in written


@pytest.mark.skipif(CADDY is None, reason="there is no caddy to read it")
def test_the_proxy_understands_it() -> None:
    asked = subprocess.run(  # noqa: S603 - the proxy itself, found on this machine
        [str(CADDY), "validate", "--config", str(CADDYFILE), "--adapter", "caddyfile"],
        env=os.environ | {"DOMAIN": "bot.example.org"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr[-300:]

"""The configuration: what stands over what, and how each mistake is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Config, Directory, Telegram
from bot.configuring import load
from bot.errors import ConfigError
from bot.treatment.clinic import Source

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
CANARY = "CANARYvalue"
HOOKED = '[telegram]\nmode = "webhook"\nwebhook_url = "{}"'


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith("STILLWATER_")]:
        monkeypatch.delenv(name)


def written(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_example_says_what_holds_without_it() -> None:
    assert load(EXAMPLE) == load() == Config()


def test_the_environment_stands_over_the_file_key_by_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, '[storage]\nurl = "sqlite:///a.db"\nkeys_url = "sqlite:///k.db"\n')
    monkeypatch.setenv("STILLWATER_STORAGE__URL", "sqlite:///b.db")
    storage = load(file).storage
    assert (storage.url, storage.keys_url) == ("sqlite:///b.db", "sqlite:///k.db")


def test_what_is_empty_in_the_environment_is_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = tmp_path / "token"
    token.write_text("123:abc\n", encoding="utf-8")
    monkeypatch.setenv("STILLWATER_TELEGRAM__TOKEN", "")
    monkeypatch.setenv("STILLWATER_TELEGRAM__TOKEN_FILE", str(token))
    assert load().token == "123:abc"


def test_variables_that_are_no_settings_are_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLWATER_CONFIG", "x")
    monkeypatch.setenv("STILLWATER_CHROMIUM", "x")
    assert load() == Config()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = [", "is not TOML"),
        ("telegram = 3", "telegram: input should be"),
        ('[storage]\nulr = "a"', "storage.ulr is no setting; did you mean url?"),
        ("[strage]", "strage is no setting; did you mean storage?"),
        ("[zzz]", "zzz is no setting"),
        ('[telegram]\ntoken = "1:a"', "telegram.token does not belong in a file"),
        ('[security]\nepoch = "1h"', "security.epoch"),
        ("[security]\nepoch = 30", "a time from 1d to 366d, as in 30d"),
        ('[security]\nmaster_key = "a"', "set STILLWATER_SECURITY__MASTER_KEY instead"),
        ('[telegram]\napi_base_url = "htp:/x"', "telegram.api_base_url: this is no http"),
        ('[telegram]\nmode = "pigeon"', "telegram.mode: input should be 'polling' or 'webhook'"),
        ('[telegram]\nmode = "webhook"', "telegram: webhook_url must say where Telegram posts"),
        (HOOKED.format("bot.example.org"), "telegram.webhook_url: this is no http"),
        (HOOKED.format("http://bot.example.org"), "telegram: webhook_url: Telegram posts to https"),
        (HOOKED.format("https://bot.example.org:8080"), "on 443, 80, 88 or 8443 alone"),
        (HOOKED.format("https://bot.example.org/x?a=b"), "an address and a path is all it may be"),
        (HOOKED.format("https://me@bot.example.org/x"), "an address and a path is all it may be"),
        (HOOKED.format("https://bot.example.org:99999"), "telegram"),
        ('[telegram]\nwebhook_secret = "s"', "set STILLWATER_TELEGRAM__WEBHOOK_SECRET instead"),
        ("[telegram]\nwebhook_connections = 0", "telegram.webhook_connections: input should be"),
        ("[http]\nport = 65536", "http.port: input should be less than or equal to 65535"),
        ("[http]\nwebhook_port = 0", "http.webhook_port: input should be greater than"),
        ('[log]\nlevel = "loud"', "log.level: input should be 'debug', 'info'"),
        ('[safety]\ncountry = "xx"', "safety.country: there is ar, "),
        ('[log]\nlevel = "loud"\njson_lines = "maybe"', "; log."),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load(written(tmp_path, text))
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("STILLWATER_TELEGRAN__TOKEN", CANARY, "is no setting; did you mean telegram?"),
        ("STILLWATER_TELEGRAM__TOKN", CANARY, "telegram.tokn is no setting; did you mean token?"),
        (
            "STILLWATER_TELEGRAM",
            f"{{{CANARY}",
            "STILLWATER_TELEGRAM in the environment is not JSON",
        ),
        ("STILLWATER_LOG__LEVEL", CANARY, "log.level"),
    ],
)
def test_a_mistake_in_the_environment_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as refused:
        load()
    assert says in str(refused.value)
    assert CANARY not in str(refused.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load(tmp_path / "nowhere.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"is not TOML$"):
        load(tmp_path / "bytes.toml")


def test_a_token_comes_from_its_file_or_from_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "token"
    config = Config(telegram=Telegram(token_file=file))
    assert Config().token is None
    with pytest.raises(ConfigError, match=r"telegram.token_file cannot be read"):
        _ = config.token
    file.write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="it is not text"):
        _ = config.token
    file.write_text(CANARY, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"telegram.token_file holds no token") as refused:
        _ = config.token
    assert CANARY not in str(refused.value)
    file.write_text("  123:a_b-C\n", encoding="utf-8")
    assert config.token == "123:a_b-C"


@pytest.mark.parametrize(
    ("written_as", "means"),
    [
        ("https://bot.example.org", "https://bot.example.org/telegram"),
        ("https://bot.example.org/", "https://bot.example.org/telegram"),
        ("https://bot.example.org:8443/a/path", "https://bot.example.org:8443/a/path"),
    ],
)
def test_telegram_posts_to_a_path_of_ours_unless_another_is_named(
    tmp_path: Path, written_as: str, means: str
) -> None:
    assert load(written(tmp_path, HOOKED.format(written_as))).telegram.webhook_url == means


def test_a_bot_api_server_of_ones_own_posts_to_any_port(tmp_path: Path) -> None:
    own = '\napi_base_url = "http://127.0.0.1:8082"'
    assert load(written(tmp_path, HOOKED.format("http://10.0.0.2:8080") + own)).token is None


def test_what_listens_is_on_loopback_and_may_be_one(tmp_path: Path) -> None:
    http = load(written(tmp_path, "[http]\nwebhook_port = 8081")).http
    assert (http.host, http.webhook_host) == ("127.0.0.1", "127.0.0.1")
    assert http.shared
    assert not Config().http.shared


def test_the_webhooks_secret_is_one_that_telegram_takes_and_nobody_guesses(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    config = Config(telegram=Telegram(webhook_secret_file=file))
    assert Config().webhook_secret is None
    with pytest.raises(ConfigError, match=r"telegram.webhook_secret_file cannot be read"):
        _ = config.webhook_secret
    for wrong in ("short", f"{CANARY} with spaces in it", "x" * 257):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(ConfigError, match=r"telegram.webhook_secret: 16 to 256") as refused:
            _ = config.webhook_secret
        assert CANARY not in str(refused.value)
    file.write_text(f"  {'a_b-C9' * 4}\n", encoding="utf-8")
    assert config.webhook_secret == "a_b-C9" * 4


def mistake(file: Path) -> str:
    """Give what is said of a file; nothing if it will do."""
    try:
        load(file)
    except ConfigError as refused:
        return str(refused)
    return ""


@given(st.text("abcdefgh_.=[]\"'\n 0123", max_size=60))
def test_any_text_is_a_configuration_or_a_mistake_said_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    assert "\n" not in mistake(written(tmp_path_factory.getbasetemp(), text))


def test_treatment_is_looked_up_where_that_makes_sense() -> None:
    assert Config().directory.source_in("us") is Source.FINDTREATMENT
    assert Config().directory.source_in("es") is Source.CSV
    assert Directory(source=Source.OFF).source_in("us") is Source.OFF

"""Settings: where they are found, what wins, and how wrong ones are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimcheck import config
from claimcheck.errors import ConfigError


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_name_their_origin() -> None:
    settings = config.defaults()
    assert settings["fail-on"] == "error"
    assert set(settings.origins.values()) == {"default"}
    assert settings.selected == frozenset(config.BY_CODE)


def test_the_nearest_file_governs_and_a_pyproject_without_the_section_is_none(tmp_path: Path) -> None:
    outer = write(tmp_path / "claimcheck.toml", 'fail-on = "note"\n')
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\nx = 1\n")
    inner = write(tmp_path / "b" / "pyproject.toml", '[tool.claimcheck]\nfail-on = "warning"\n')
    (tmp_path / "b" / "deep").mkdir()
    assert config.nearest_file(tmp_path / "a") == outer
    assert config.nearest_file(tmp_path / "b" / "deep") == inner
    settings = config.load(inner)
    assert settings["fail-on"] == "warning"
    assert settings.origins["fail-on"] == str(inner)


def test_file_then_environment_then_command_line(tmp_path: Path) -> None:
    settings = config.load(
        write(tmp_path / "claimcheck.toml", 'output-format = "json"\njobs = 2\nregistry = ["own"]\n')
    )
    settings = config.with_environment(settings, {"CLAIMCHECK_OUTPUT_FORMAT": "sarif", "CLAIMCHECK_JOBS": ""})
    assert settings["output-format"] == "sarif"
    assert settings["jobs"] == 2
    settings = config.with_options(settings, {"output-format": "csv", "registry": ("more",), "select": ()})
    assert settings["output-format"] == "csv"
    assert settings["registry"] == (str(tmp_path / "own"), "more")
    assert settings.origins["output-format"] == "command line"
    assert settings.origins["select"] == "default"


def test_paths_are_relative_to_the_file_and_extend_reaches_further(tmp_path: Path) -> None:
    base = 'ignore = ["CC303"]\nbaseline = "known.json"\nfail-on = "note"\n'
    write(tmp_path / "shared" / "base.toml", base)
    path = write(tmp_path / "team" / "claimcheck.toml", 'extend = "../shared/base.toml"\nfail-on = "warning"\n')
    settings = config.load(path)
    assert settings["baseline"] == str(tmp_path / "shared" / "known.json")
    assert settings["fail-on"] == "warning"
    assert settings["ignore"] == ("CC303",)
    write(tmp_path / "shared" / "base.toml", 'extend = "../team/claimcheck.toml"\n')
    with pytest.raises(ConfigError, match="circle"):
        config.load(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail_on = 'error'\n", r"claimcheck.toml:1: unknown key 'fail_on' \(did you mean 'fail-on'\?\)"),
        ("\nselct = ['CC1']\n", r":2: unknown key 'selct' \(did you mean 'select'\?\)"),
        ("select = ['CC110']\n", r":1: unknown rule 'CC110' in select \(did you mean 'CC1\d\d'\?\)"),
        ("ignore = ['magnitud']\n", r"did you mean 'magnitude'\?"),
        ("select = 3\n", "'select' must be a list of strings"),
        ("jobs = 'many'\n", "'jobs' must be a whole number"),
        ("jobs = true\n", "'jobs' must be a whole number"),
        ("force-exclude = 'yes'\n", "'force-exclude' must be true or false"),
        ("fail-on = 'info'\n", "'info' is no value of 'fail-on'"),
        ("as-of = '2025-13-01'\n", "'2025-13-01' is not a date"),
        ("as-of = 2025-01-31\nlang = 'de'\n", ":2: 'de' is no value of 'lang'"),
        ("severity = {value = 'fatal'}\n", "'fatal' is no severity"),
        ("[severity]\nvalu = 'note'\n", r"did you mean 'value'\?"),
        ("[per-file-ignores]\n'a/**' = ['nope']\n", "unknown rule 'nope'"),
        ("[[allow]]\npath = 'a.txt'\ntext = '20'\n", "no 'rule'"),
        ("[[allow]]\npath = 'a.txt'\ntxt = '20'\n", r"unknown key 'txt' in allow \(did you mean 'text'\?\)"),
        ("a = [\n", "not valid TOML"),
        ("extend = 3\n", "'extend' must be a path"),
        ('extend = "\\u0000"\n', "'extend' must be a path"),
        ('baseline = "a\\u0000b"\n', "'baseline' must be a path"),
        ('registry = ["\\u0000"]\n', "'registry' must be a path"),
        ("extend = 'gone.toml'\n", "cannot read: no such file"),
    ],
)
def test_wrong_settings_are_one_clear_line(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path / "claimcheck.toml", text)
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    assert re.search(said, str(caught.value)), str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_not_utf8_and_odd_nesting(tmp_path: Path) -> None:
    path = tmp_path / "claimcheck.toml"
    path.write_bytes(b"a = '\xff'\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        config.load(path)
    path.write_text("a = " + "[" * 5000 + "]" * 5000, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"not valid TOML|unknown key"):
        config.load(path)
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool]\nclaimcheck = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="not a table"):
        config.load(path)


@pytest.mark.parametrize(
    ("selectors", "codes"),
    [
        (["cc101"], {"CC101"}),
        (["Value"], {"CC101"}),
        (["CC30"], {"CC301", "CC302", "CC303", "CC304"}),
        (["ALL"], set(config.BY_CODE)),
        (["CC4", "magnitude"], {"CC401", "CC402", "CC403", "CC102"}),
    ],
)
def test_rules_by_code_name_and_prefix(selectors: list[str], codes: set[str]) -> None:
    assert config.expand(selectors) == codes


@pytest.mark.parametrize("selector", ["CC8", "", "C", "CC1011", "*", "CC1 2"])
def test_unknown_rules_are_refused(selector: str) -> None:
    with pytest.raises(ConfigError, match="unknown rule"):
        config.expand([selector])


def test_select_minus_ignore() -> None:
    settings = config.with_options(config.defaults(), {"select": ("CC1,CC2",), "ignore": ("value", "CC20")})
    assert settings.selected == frozenset(code for code in config.BY_CODE if code.startswith("CC1")) - {"CC101"}


def test_per_file_ignores_are_relative_to_the_settings_file(tmp_path: Path) -> None:
    text = "[per-file-ignores]\n'translations/**' = ['CC4']\n'*.txt' = ['value']\n"
    settings = config.load(write(tmp_path / "claimcheck.toml", text))
    assert settings.ignored_in(str(tmp_path / "translations" / "x" / "a.md")) == {"CC401", "CC402", "CC403"}
    assert settings.ignored_in(str(tmp_path / "deep" / "a.txt")) == {"CC101"}
    assert settings.ignored_in(str(tmp_path / "a.md")) == frozenset()


def test_output_formats_are_those_of_the_reports() -> None:
    from claimcheck.reports import FORMATS

    assert config.BY_KEY["output-format"].choices == tuple(FORMATS)


@pytest.mark.parametrize(
    "line",
    [
        'registry = ["../elsewhere"]',
        'baseline = "../../known.json"',
        'extend = "../base.toml"',
        'baseline = "out/known"',
    ],
)
def test_settings_found_beside_drafts_lead_nowhere_else(line: str, tmp_path: Path) -> None:
    (tmp_path / "work" / ".git").mkdir(parents=True)
    (tmp_path / "work" / "out").symlink_to(tmp_path)
    write(tmp_path / "base.toml", "")
    path = write(tmp_path / "work" / "claimcheck.toml", line + "\n")
    with pytest.raises(
        ConfigError, match=r"claimcheck\.toml:1: '.*' leads out of .*work \(name the settings file with"
    ):
        config.found(path)
    assert config.load(path)  # the user's own choice may


def test_settings_found_may_lead_around_in_their_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "shared" / "base.toml", 'baseline = "known.json"\n')
    path = write(tmp_path / "team" / "claimcheck.toml", 'extend = "../shared/base.toml"\nregistry = ["../facts"]\n')
    with pytest.raises(ConfigError, match="leads out of"):
        config.found(path)
    monkeypatch.chdir(tmp_path)  # without a repository, the folder of the command
    assert config.found(path)["registry"] == (str(tmp_path / "facts"),)
    monkeypatch.chdir(tmp_path / "team")
    (tmp_path / ".git").mkdir()
    assert config.found(path)["baseline"] == str(tmp_path / "shared" / "known.json")


def test_only_settings_that_are_named_may_lead_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck.cli.govern import governor

    monkeypatch.chdir(write(tmp_path / "work" / "claimcheck.toml", 'registry = ["../facts"]\n').parent)
    with pytest.raises(ConfigError, match="leads out of"):
        governor({})("draft.md")
    assert governor({"config": "claimcheck.toml"})("draft.md")["registry"] == (str(tmp_path / "facts"),)

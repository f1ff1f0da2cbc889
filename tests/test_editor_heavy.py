"""The language server, driven by pytest-lsp's client as the editors themselves would: capabilities of each, incremental
changes, positions in the units that were agreed on."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
import warnings
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.heavy
pytest_lsp = pytest.importorskip("pytest_lsp")
types = pytest.importorskip("lsprotocol.types")

WRONG = "🙂 GeForce RTX 5090 has 32 TB of memory.\n"
RIGHT = WRONG.replace("TB", "GB")
KEYSTROKE = 0.1  # seconds that diagnostics may take after one, in a draft of 2,000 words


def apart(work: Coroutine[Any, Any, None]) -> None:
    """Runs a session in a thread of its own: the browser's driver keeps a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(asyncio.wait_for(work, 120))).result()


class Editor:
    """One document in an editor: what is typed goes to the server, what comes back is kept."""

    def __init__(self, client: Any, path: Path) -> None:
        self.client = client
        self.uri = path.as_uri()
        self.document = types.TextDocumentIdentifier(self.uri)
        self.version = 0
        self.encoding = "utf-16"

    async def open(self, text: str, language: str = "markdown") -> list[Any]:
        item = types.TextDocumentItem(uri=self.uri, language_id=language, version=self.version, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.diagnostics()

    async def write(self, text: str) -> list[Any]:
        """The whole text anew."""
        return await self._change(types.TextDocumentContentChangeWholeDocument(text=text))

    async def type(self, line: int, character: int, text: str) -> list[Any]:
        """A keystroke, sent as editors do: only what changed."""
        place = types.Range(types.Position(line, character), types.Position(line, character))
        return await self._change(types.TextDocumentContentChangePartial(range=place, text=text))

    async def _change(self, event: Any) -> list[Any]:
        self.version += 1
        identity = types.VersionedTextDocumentIdentifier(version=self.version, uri=self.uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identity, [event]))
        return await self.diagnostics()

    async def save(self) -> list[Any]:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(self.document))
        return await self.diagnostics()

    async def diagnostics(self) -> list[Any]:
        while True:
            told = await asyncio.wait_for(
                self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 60
            )
            if told.uri == self.uri and told.version == self.version:
                return list(told.diagnostics)

    async def actions(self, found: Any) -> list[Any]:
        context = types.CodeActionContext(diagnostics=[found])
        params = types.CodeActionParams(self.document, found.range, context)
        return list(await self.client.text_document_code_action_async(params) or [])


@asynccontextmanager
async def session(path: Path, capabilities: Any) -> AsyncIterator[Editor]:
    """An editor with one document; whatever the server says against the protocol is an error."""
    client = pytest_lsp.make_test_lsp_client()
    await client.start_io(sys.executable, "-m", "claimcheck", "lsp")
    folders = [types.WorkspaceFolder(path.parent.as_uri(), "drafts")]
    with warnings.catch_warnings():
        warnings.simplefilter("error", pytest_lsp.LspSpecificationWarning)
        agreed = await client.initialize_session(
            types.InitializeParams(capabilities=capabilities, process_id=os.getpid(), workspace_folders=folders)
        )
        editor = Editor(client, path)
        encoding = agreed.capabilities.position_encoding or "utf-16"
        editor.encoding = str(getattr(encoding, "value", encoding))
        try:
            yield editor
            assert client.log_messages == []
        except BaseException:
            client._server.kill()  # a failed test must not wait for a server that waits for it
            raise
        await client.shutdown_session()
    assert client.error is None
    assert await client._server.wait() == 0


@pytest.mark.parametrize("name", ["visual-studio-code", "neovim", "emacs"])
def test_an_editor_gets_diagnostics_hover_and_fixes(tmp_path: Path, name: str) -> None:
    async def edit() -> None:
        async with session(tmp_path / "稿 draft.md", pytest_lsp.client_capabilities(name)) as editor:
            (found,) = await editor.open(WRONG)
            assert found.code == "CC103"
            wide = {"utf-16": 2, "utf-8": 4, "utf-32": 1}[editor.encoding]  # columns that the emoji takes
            assert found.range == types.Range(types.Position(0, 22 + wide), types.Position(0, 27 + wide))
            hover = await editor.client.text_document_hover_async(
                types.HoverParams(editor.document, types.Position(0, 23 + wide))
            )
            assert "32 GB" in hover.contents.value
            assert hover.range == found.range
            actions = await editor.actions(found)
            assert [action.title for action in actions] == [
                "Write 32 GB",
                "Ignore CC103 here",
                "Accept this CC103 (baseline)",
            ]
            (written,) = actions[0].edit.changes[editor.uri]
            assert (written.range, written.new_text) == (found.range, "32 GB")
            assert await editor.write(RIGHT) == []
            (found,) = await editor.type(0, 0, "The GeForce RTX 4090 has 24 TB of memory. ")
            assert found.range.start == types.Position(0, 25)
            assert await editor.write(WRONG.rstrip() + " <!-- claimcheck: ignore[CC103] a joke -->\n") == []

    apart(edit())


def test_settings_and_own_facts_count_from_the_next_save(tmp_path: Path) -> None:
    facts = (
        "- id: geforce-rtx-5090\n  facts:\n    - {metric: memory, value: 32 TB, source: ours, locator: p. 2, "
        'date: "2025-06-01"}\n'
    )
    source = '- {id: ours, title: Our run, publisher: Us, kind: primary, date: "2025-06-01"}\n'

    async def edit() -> None:
        path = tmp_path / "a.md"
        async with session(path, types.ClientCapabilities()) as editor:
            assert len(await editor.open(WRONG)) == 1
            own = tmp_path / "own"
            own.mkdir()
            (own / "sources.yaml").write_text(source, encoding="utf-8")
            (own / "facts.yaml").write_text(facts, encoding="utf-8")
            (tmp_path / "claimcheck.toml").write_text('registry = ["own"]\n', encoding="utf-8")
            assert await editor.save() == []
            (own / "facts.yaml").write_text(facts.replace("32 TB", "32 GB"), encoding="utf-8")
            assert [found.code for found in await editor.save()] == ["CC103"]
            (tmp_path / "claimcheck.toml").write_text('ignore = ["CC1"]\n', encoding="utf-8")
            assert await editor.save() == []

    apart(edit())


def test_accepting_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "claimcheck.toml").write_text('baseline = "known.json"\n', encoding="utf-8")

    async def edit() -> None:
        async with session(tmp_path / "a.md", pytest_lsp.client_capabilities("neovim")) as editor:
            (found,) = await editor.open(WRONG)
            given = [editor.uri, found.data["fingerprint"]]
            editor.client.workspace_execute_command(types.ExecuteCommandParams("claimcheck.accept", arguments=given))
            assert await editor.diagnostics() == []

    apart(edit())
    assert "CC103" in (tmp_path / "known.json").read_text(encoding="utf-8")


def test_a_keystroke_in_two_thousand_words_is_answered_at_once(tmp_path: Path) -> None:
    from benchmarks import corpus

    from claimcheck import config, lsp

    text = corpus.draft(2_000)
    path = tmp_path / "draft.md"
    lines = text.splitlines()
    line = max(range(len(lines)), key=lambda at: len(lines[at]))
    settings = config.defaults()
    taken: list[float] = []
    alone: list[float] = []  # what this machine takes for the check alone, at that time, with whatever else runs on it

    async def edit() -> None:
        async with session(path, pytest_lsp.client_capabilities("visual-studio-code")) as editor:
            await editor.open(text)
            for at in range(12):
                begun = time.perf_counter()
                await editor.type(line, len(lines[line]) + at, "x")
                taken.append(time.perf_counter() - begun)
                begun = time.perf_counter()
                lsp.examine(text + "x" * at, str(path), "markdown", settings, at)
                alone.append(time.perf_counter() - begun)
                await asyncio.sleep(0.3)

    apart(edit())
    typed, checked = statistics.median(taken[2:]), statistics.median(alone[2:])
    print(f"2,000 words after a keystroke: {typed * 1000:.0f} ms, of which the check {checked * 1000:.0f} ms")
    assert typed < max(KEYSTROKE, 2 * checked)

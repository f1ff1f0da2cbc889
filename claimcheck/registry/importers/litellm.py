"""LiteLLM's price file: one JSON object, model -> prices per token and limits."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Any

from claimcheck.errors import RegistryError
from claimcheck.registry.importers.common import Batch, Row, number, price, text_of

SOURCE = "litellm-prices"
# Prices of a maker's own service; what resellers ask for the same model is another thing.
FIRST_PARTY = {
    "openai": "OpenAI", "anthropic": "Anthropic", "gemini": "Google", "deepseek": "DeepSeek", "xai": "xAI",
    "mistral": "Mistral AI", "cohere_chat": "Cohere", "moonshot": "Moonshot AI", "dashscope": "Alibaba",
    "ai21": "AI21 Labs", "perplexity": "Perplexity", "meta_llama": "Meta", "minimax": "MiniMax", "zai": "Zhipu AI",
}  # fmt: skip
PRICES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("input_cost_per_token", "input-price", {}),
    ("output_cost_per_token", "output-price", {}),
    ("cache_read_input_token_cost", "cached-input-price", {}),
    ("input_cost_per_token_batches", "input-price", {"tier": "batch"}),
    ("output_cost_per_token_batches", "output-price", {"tier": "batch"}),
)
LIMITS = (("max_input_tokens", "context-length"), ("max_output_tokens", "maximum-output"))


def read(data: bytes, path: str, day: str) -> Batch:
    try:
        table = json.loads(text_of(data, path), parse_float=Decimal)
    except ValueError as error:
        raise RegistryError(f"not JSON: {error}", path=path, remedy="download the file again") from None
    if not isinstance(table, dict):
        raise RegistryError("not LiteLLM's price file", path=path, remedy="an object of models was expected")
    source = {
        "id": SOURCE,
        "title": "LiteLLM model prices and context windows",
        "publisher": "BerriAI",
        "kind": "compiled",
        "url": "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json",
        "date": day,
        "licence": "MIT",
    }
    batch = Batch({SOURCE: source})
    for name, entry in sorted(table.items()):
        if name != "sample_spec" and isinstance(entry, dict):
            _model(name, entry, day, batch)
    return batch


def _model(name: str, entry: dict[str, Any], day: str, batch: Batch) -> None:
    provider = str(entry.get("litellm_provider"))
    if provider not in FIRST_PARTY:
        batch.skipped["sold by another than its maker"] += 1
        return
    if entry.get("mode") not in ("chat", "completion", "responses", None):
        batch.skipped["not a text model"] += 1
        return
    prefix, _, rest = name.partition("/")
    subject = rest if rest and prefix == provider.removesuffix("_chat") else name
    if "/" in subject or subject.startswith("ft:"):
        batch.skipped["a region, a size or a fine-tuning of another entry"] += 1
        return
    found = Counter[str]()

    def add(metric: str, value: str, key: str, conditions: dict[str, str]) -> None:
        found[metric] += 1
        batch.rows.append(
            Row(subject, metric, value, SOURCE, f"{name}: {key}", day, conditions, developer=FIRST_PARTY[provider])
        )

    for key, metric, conditions in PRICES:
        amount = number(entry.get(key))
        if amount:
            add(metric, f"{price(amount)} USD/Mtoken", key, dict(conditions))
    for key, metric in LIMITS:
        limit = number(entry.get(key))
        if limit and limit == limit.to_integral_value():
            add(metric, f"{limit:f} token", key, {})
    if not found:
        batch.skipped["no price and no limit"] += 1

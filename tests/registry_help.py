"""Small registries for the registry's tests: written to a folder, loaded without the shipped one."""

from __future__ import annotations

from pathlib import Path

METRICS = """\
- id: aime-2024
  name: AIME 2024
  unit: percent
  family: aime
  range: [0, 100]
  direction: higher
  aliases: [2024 年美国数学邀请赛]
  subjects: [model, family]
- id: aime
  name: AIME
  unit: percent
- id: mmlu
  name: MMLU
  unit: percent
  range: [0, 100]
- id: total-parameters
  name: total parameters
  kind: size
  unit: parameter
  aliases: [parameters, 总参数量]
- id: active-parameters
  name: active parameters
  kind: size
  unit: parameter
- id: memory-bandwidth
  name: memory bandwidth
  kind: hardware
  unit: GB/s
- id: release-date
  name: release date
  kind: date
  unit: date
- id: input-price
  name: input price
  kind: price
  unit: USD/Mtoken
  default_conditions: {cache: miss}
"""
SOURCES = """\
- id: r1-paper
  title: DeepSeek-R1 paper
  publisher: DeepSeek
  kind: primary
  url: https://example.org/r1
  date: 2025-01-22
- id: digest
  title: A digest
  publisher: Somebody
  kind: compiled
"""
MODELS = """\
# Models of one maker. This comment stays.
- id: deepseek
  kind: organisation
  name: DeepSeek
  aliases: [深度求索]

- id: deepseek-r1
  kind: model
  name: DeepSeek-R1
  aliases: [深度求索 R1]
  context_aliases: [R1]          # only beside the maker's name
  developer: deepseek
  released: 2025-01-20
  facts:
    - metric: aime-2024
      value: 79.8 percent
      conditions: {sampling: pass@1}
      source: r1-paper
      locator: Table 4
      date: 2025-01-22
    - metric: aime-2024
      value: 86.7 percent
      conditions: {sampling: cons@64}
      source: r1-paper
      locator: Table 4
      date: 2025-01-22
      suffix: cons-64
    - metric: total-parameters
      value: 671e9 parameter     # as printed: 671B
      source: r1-paper
      locator: section 2
    - metric: release-date
      value: 2025-01-20
      source: digest
      locator: page 1
      date: 2025-02

- id: deepseek-r1-0528
  kind: model
  name: DeepSeek-R1-0528
  family: deepseek-r1
  facts:
    - metric: aime-2024
      value: 91.4 percent
      source: digest
      locator: page 2
      date: 2025-05-28
- id: deepseek-v3
  kind: model
  name: DeepSeek-V3
  context_aliases: [V3]
  facts:
    - metric: active-parameters
      value: about 37e9 parameter
      source: digest
      locator: page 3
      date: 2024-12
    - metric: input-price
      status: undisclosed
      source: digest
      locator: page 4
      date: 2024-12
"""


def write(folder: Path, models: str = MODELS, metrics: str = METRICS, sources: str = SOURCES) -> Path:
    """A registry below `folder`; the entities are in models/all.yaml."""
    (folder / "models").mkdir(parents=True, exist_ok=True)
    (folder / "metrics.yaml").write_text(metrics, encoding="utf-8")
    (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    (folder / "models" / "all.yaml").write_text(models, encoding="utf-8")
    return folder

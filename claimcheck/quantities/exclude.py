"""What looks like a figure and is none: names with digits, versions, references, phone numbers, addresses."""

from __future__ import annotations

import re

# A span of characters that belongs to one address; looked for only in texts that hold "://", "www." or "@".
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\s<>\"'）】」，。；]+|www\.[^\s<>\"'）】」，。；]+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+")
IDENTIFIER_REST = re.compile(r"[A-Za-z0-9_]*(?:[-._][A-Za-z0-9_]+)*")
VERSION = re.compile(r"\d+(?:\.\d+){2,}[A-Za-z0-9.+-]*")
PHONE = re.compile(r"(?:\d{3}-\d{3,4}-\d{4}|\d{3,4}-\d{7,8}|\d{3}-\d{4}(?=\D|$)(?<=555-\d{4}))(?!\d)")
CITATION = re.compile(r"\d{1,3}(?:[-–,，、] ?\d{1,3})*\]")
DOI = re.compile(r"10\.\d{4,9}/\S+")
ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?(?!\d)")
LIST_MARK = re.compile(r"\d{1,2}(?:[.)、．]|\) )(?=\s|[\u4e00-\u9fff]|$)")
SHOT = re.compile(r"\d+(?:-| )?shots?\b|\d+样本(?!量)", re.IGNORECASE)
SIZE = re.compile(r"\d+ ?[x×*] ?\d+(?: ?[x×*] ?\d+)*(?![\w.])")
RATIO = re.compile(r"\d+[:：]\d+(?![\d:：])")
HEX = re.compile(r"0x[0-9a-fA-F]+")

# Words after which a bare number names a thing: RTX 5090, Table 4, Step 3.
NAMING_WORDS = frozenset(
    """
    rtx gtx rx arc radeon geforce quadro tesla ryzen core xeon epyc threadripper snapdragon dimensity kirin exynos tegra jetson iphone ipad pixel galaxy
    windows android ios macos ubuntu debian python java cuda rocm pcie usb hdmi wifi wi-fi bluetooth php node office photoshop xbox playstation switch boeing
    airbus gpt llama claude gemini gemma qwen phi mistral mixtral falcon grok ernie hunyuan doubao kimi glm chatglm yi baichuan internlm deepseek command nova
    titan palm lamda bloom opt pythia vicuna alpaca zephyr wizard starcoder codellama sora veo imagen midjourney diffusion sdxl flux whisper bard copilot opus
    sonnet haiku pangu spark minicpm step aime mmlu gsm imo ioi codeforces
    table figure fig fig. section sec. chapter appendix page pages pp p. version ver vol volume no no. nr nr. number issue article art. part stage phase round
    level tier class category type grade step episode season item eq eq. equation theorem lemma algorithm listing line lines note footnote ref ref. exhibit annex
    box question q room gate flight route highway area district channel apollo formula mark mk model series edition gen generation layer track unit lot building
    表 图 第 章节 附录 版本 步骤 阶段 图表 公式 编号 型号
    """.split()
)
# Prefixes joined by a hyphen that do not make a name of the number: mid-2024, sub-10.
JOINED_PREFIXES = frozenset(
    "mid pre post sub non under over top near about around up early late multi low high the a to of by from with and or for is at in us about".split()
)


def spans(text: str) -> list[tuple[int, int]]:
    """Addresses in the text."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [m.span() for m in ADDRESS.finditer(text)]


def word_before(text: str, at: int) -> str:
    """The word before `at`, after at most one space; lower case."""
    end = at
    if end and text[end - 1] in " \u00a0":
        end -= 1
    begin = end
    while begin > 0 and end - begin < 24 and (text[begin - 1].isalnum() or text[begin - 1] in ".-") and text[begin - 1].isascii():
        begin -= 1
    return text[begin:end].lower()

"""Figures in text: values, units, approximation, composition, and what is no figure."""

from decimal import Decimal

import pytest

import claimcheck
from claimcheck.quantities import scan


def read(text):
    """(text, value or "low..high", unit, approximation) of each figure."""
    rows = []
    for q in claimcheck.quantities(text):
        value = q.value if q.value is not None else f"{q.low}..{q.high}"
        rows.append((q.text, value if isinstance(value, str) else float(value), q.unit, q.approximation))
    return rows


def one(text):
    found = claimcheck.quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("81.25", "81.25"),
        ("1,792", "1792"),
        ("population of 1 414 021 100", "1414021100"),
        ("3.1e24", "3.1e24"),
        ("6 × 10^25", "6e25"),
        ("10²⁵", "1e25"),
        ("2^12", "4096"),
        ("5.576M", "5576000"),
        ("12 lakh", "1200000"),
        ("two and a half", "2.5"),
        ("half a million", "500000"),
        ("a dozen", "12"),
        ("thirty-seven", "37"),
        ("four hundred and nine thousand", "409000"),
        ("nineteen eighty four", "1984"),
        ("three point one four", "3.14"),
        ("4 thousand 3 hundred and 21", "4321"),
        ("3¾", "3.75"),
        ("2 1/4", "2.25"),
        ("five sixths of a billion", "833333333.3333333"),
        ("六百一十三", "613"),
        ("两万三千零五", "23005"),
        ("7千2百万", "72000000"),
        ("3150亿", "315000000000"),
        ("11.2万亿", "11200000000000"),
        ("二点七五", "2.75"),
        ("八百五", "850"),
        ("廿六", "26"),
        ("卅二", "32"),
        ("贰佰叁拾肆", "234"),
        ("伍仟参佰万", "53000000"),
        ("１２３.５", "123.5"),
        ("参拾参", "33"),
        ("三又四分之一", "3.25"),
        ("两个亿", "200000000"),
        ("5兆", "5000000000000"),
        ("負七", "-7"),
        ("minus twelve", "-12"),
        ("十打", "120"),
    ],
)
def test_numbers(text, value):
    assert float(one(text).value) == pytest.approx(float(value), rel=1e-12)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("88.3%", 88.3, "percent"),
        ("73,2 %", 73.2, "percent"),
        ("0,5%", 0.5, "percent"),
        ("百分之三点五", 3.5, "percent"),
        ("三成五", 35, "percent"),
        ("9折", 90, "percent"),
        ("八五折", 85, "percent"),
        ("千分之三", 3, "permille"),
        ("4.2个百分点", 4.2, "percentage_point"),
        ("17.5 percentage points", 17.5, "percentage_point"),
        ("25 basis points", 0.25, "percentage_point"),
        ("2x", 2, "ratio"),
        ("stands 6 feet 2 inches tall", 74, "in"),
        ("5 ft, 10 in.", 70, "in"),
        ("6 feet", 6, "ft"),
        ("3.5×", 3.5, "ratio"),
        ("11 times", 11, "ratio"),
        ("sixfold", 6, "ratio"),
        ("两倍", 2, "ratio"),
        ("九分之一", 1 / 9, "ratio"),
        ("1/30", 1 / 30, "ratio"),
        ("$6 million", 6e6, "USD"),
        ("US$1.3bn", 1.3e9, "USD"),
        ("£300m", 3e8, "GBP"),
        ("HK$216,925", 216925, "HKD"),
        ("48.5 MGBP", 48.5e6, "GBP"),
        ("75 USD million", 75e6, "USD"),
        ("人民币3000万元", 3e7, "CNY"),
        ("三块二", 3.2, "CNY"),
        ("五元三角二分", 5.32, "CNY"),
        ("twenty dollars and 43 cents", 20.43, "USD"),
        ("8299元", 8299, "CNY"),
        ("12万欧元", 120000, "EUR"),
        ("1,792 GB/s", 1792, "GB/s"),
        ("28 Gbps", 28, "Gbit/s"),
        ("80GB", 80, "GB"),
        ("24 GiB", 24, "GiB"),
        ("五十兆字节", 50, "MB"),
        ("25千瓦时", 25, "kWh"),
        ("104.8 TFLOPS", 104.8, "TFLOPS"),
        ("1.4 exaFLOPS", 1.4, "EFLOPS"),
        ("3,352 AI TOPS", 3352, "TOPS"),
        ("380 RT TFLOPS", 380, "TFLOPS"),
        ("575W", 575, "W"),
        ("2.4 GHz", 2.4, "GHz"),
        ("4nm", 4, "nm"),
        ("62 tokens per second", 62, "token/s"),
        ("每秒62个tokens", 62, "token/s"),
        ("671B parameters", 671e9, "parameter"),
        ("37B activated", 37e9, "parameter"),
        ("3150亿个参数", 315e9, "parameter"),
        ("14.8T high-quality tokens", 14.8e12, "token"),
        ("15T+ tokens", 15e12, "token"),
        ("70B+ 参数", 70e9, "parameter"),
        ("$100+ million", 1e8, "USD"),
        ("128K context", 128000, "token"),
        ("256k 上下文窗口", 256000, "token"),
        ("92 billion transistors", 92e9, "transistor"),
        ("21,760 CUDA cores", 21760, "core"),
        ("CUDA 核心数量是 21760", 21760, "core"),
        ("2,048 H800 GPUs", 2048, "gpu"),
        ("1100块GPU", 1100, "gpu"),
        ("8×H100", 8, "gpu"),
        ("万张 A100", 10000, "gpu"),
        ("2.788M H800 GPU hours", 2788000, "gpu_hour"),
        ("278.8万 GPU 小时", 2788000, "gpu_hour"),
        ("105 qubits", 105, "qubit"),
        ("Elo 评分高达 2029", 2029, "elo"),
        ("2029 的 Elo", 2029, "elo"),
        ("40个", 40, "count"),
        ("226.75 nodes", 226.75, "count"),
        ("第7", 7, "rank"),
        ("#7", 7, "rank"),
        ("73rd", 73, "rank"),
        ("1st", 1, "rank"),
        ("3.5 hours", 3.5, "hour"),
        ("18 个月", 18, "month"),
        ("三年", 3, "year"),
        ("offered at C $6", 6, "CAD"),
        ("Anthropic $6", 6, "USD"),  # the letter is the word's
    ],
)
def test_units(text, value, unit):
    quantity = one(text)
    assert float(quantity.value) == pytest.approx(value, rel=1e-12)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$0.14 / 1M input tokens", "0.14", "USD/Mtoken"),
        ("$0.55/M output tokens", "0.55", "USD/Mtoken"),
        ("0.0005元/千tokens", "0.5", "CNY/Mtoken"),
        ("2 元/百万 tokens", "2", "CNY/Mtoken"),
        ("$15 per million output tokens", "15", "USD/Mtoken"),
        ("$0.03 per 1K tokens", "30", "USD/Mtoken"),
        ("每百万token仅 1块钱", "1", "CNY/Mtoken"),
        ("每百万输入tokens的价格为0.5元", "0.5", "CNY/Mtoken"),
        ("$2 per GPU hour", "2", "USD/hour"),
    ],
)
def test_prices_per_unit(text, value, unit):
    quantity = one(text)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "输入 $2.5（每百万 tokens）",
        "每百万输入 2.5 美元",
        "$2.5 (per million tokens)",
        "$2.5/M tokens",
        "每 1,000 token 0.0025 美元",
        "每 100 万 tokens 2.5 美元",
        "Per 1,000 tokens: $0.0025",
    ],
)
def test_more_prices_per_million(text):
    quantity = one(text)
    assert (quantity.value, quantity.unit) == (Decimal("2.5"), "USD/Mtoken")


def test_prices_share_a_denominator():
    rows = read("每百万输入tokens的价格分别为0.5元（缓存命中）或2元（缓存未命中）")
    assert [(r[1], r[2]) for r in rows] == [(0.5, "CNY/Mtoken"), (2.0, "CNY/Mtoken")]
    rows = read("It costs $0.55 input and $2.19 output per million tokens.")
    assert [(r[1], r[2]) for r in rows] == [(0.55, "USD/Mtoken"), (2.19, "USD/Mtoken")]


@pytest.mark.parametrize(
    ("text", "approximation", "low", "high"),
    [
        ("约200万", "about", "1800000", "2200000"),
        ("roughly 60 tokens", "about", "54", "66"),
        ("近600万美元", "nearly", "5400000", "6005000"),
        ("almost 50%", "nearly", "45.0", "50.5"),
        ("超20亿", "over", "1950000000", "2400000000"),
        ("more than 30", "over", "29.5", "36.0"),
        ("不到10美元", "under", "8.0", "10.5"),
        ("less than 40", "under", "32.0", "40.5"),
        ("至少5倍", "at_least", "4.5", None),
        ("500 or more", "at_least", "499.5", None),
        ("最高 75%", "at_most", None, "75.5"),
        ("up to 370", "at_most", None, "370.5"),
        ("2 倍以上", "at_least", "1.5", None),
        ("10秒内", "at_most", None, "10.5"),
        ("300多英镑", "over", "299.5", "360.0"),
        ("400余款", "over", "399.5", "480.0"),
        ("1% 左右", "about", "0.5", "1.5"),
        ("16499 元起", "at_least", "16498.5", None),
        ("10万+", "over", "95000", "120000"),
        ("高达14.8万亿个token", "exact", "14750000000000", "14850000000000"),
        ("仅 8 元", "exact", "7.5", "8.5"),
        ("79.80%", "exact", "79.795", "79.805"),
        ("百亿级", "order", "10000000000", "100000000000"),
    ],
)
def test_approximation(text, approximation, low, high):
    quantity = one(text)
    assert quantity.approximation == approximation
    assert quantity.low == (None if low is None else Decimal(low))
    assert quantity.high == (None if high is None else Decimal(high))


@pytest.mark.parametrize("text", ["通过 3", "最近3年", "纽约3家", "经过 5 年", "节约20%"])
def test_words_that_only_end_like_approximation(text):
    assert one(text).approximation == "exact"


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("5%-13%", "5", "13", "percent"),
        ("1.5万到3万元", "15000", "30000", "CNY"),
        ("3000万至5000万元", "30000000", "50000000", "CNY"),
        ("十八至三十万日元", "180000", "300000", "JPY"),
        ("40—50TOPS", "40", "50", "TOPS"),
        ("1.5–3 million", "1500000", "3000000", None),
        ("$5.5M to $6M", "5500000", "6000000", "USD"),
        ("between 20 and 30 percent", "20", "30", "percent"),
        ("between minus ten and fifteen", "-10", "15", None),
        ("-70℃到 60℃", "-70", "60", "degC"),
        ("百分之三到百分之五", "3", "5", "percent"),
        ("两三亿美元", "200000000", "300000000", "USD"),
        ("三四十家", "30", "40", "count"),
        ("几百万", "1000000", "10000000", None),
        ("数千", "1000", "10000", None),
        ("十几亿元", "1000000000", "2000000000", "CNY"),
        ("大于100并且小于300", "100", "300", None),
        ("at most 90 and at least 20", "20", "90", None),
        ("20与30之间", "20", "30", None),
    ],
)
def test_ranges(text, low, high, unit):
    quantity = one(text)
    assert quantity.value is None
    assert (quantity.low, quantity.high, quantity.unit) == (Decimal(low), Decimal(high), unit)
    assert quantity.approximation == "range"


def test_change_is_two_figures():
    assert [r[1:3] for r in read("It rose from 15.6 to 71.0% in training.")] == [(15.6, "percent"), (71.0, "percent")]
    assert [r[1:3] for r in read("准确率从 15.6% 跃升至 71.0%")] == [(15.6, "percent"), (71.0, "percent")]


def test_a_change_shares_its_unit():
    assert [r[1:3] for r in read("上下文从 32K 扩展至 128K tokens")] == [(32000.0, "token"), (128000.0, "token")]


def test_lists_share_their_unit():
    assert [r[2] for r in read("a rating of 2091 and 84.8%")] == [None, "percent"]  # a rating is no percentage
    assert [r[2] for r in read("by 150 and 80%")] == ["percent", "percent"]
    assert [r[1:3] for r in read("models of 7, 13 and 65 billion parameters")] == [
        (7e9, "parameter"),
        (13e9, "parameter"),
        (65e9, "parameter"),
    ]
    assert [r[1:3] for r in read("16 of 896 experts")] == [(16.0, "count"), (896.0, "count")]


def test_the_paragraph_before_tells_no_unit():
    assert [r[2] for r in read("from 15.6% to 71.0%\n\n+55.4 points")][-1] is None
    assert [r[2] for r in read("from 15.6% to 71.0%,\n+55.4 points")][-1] == "percentage_point"


def test_sizes_between_slashes_share_the_letter_of_the_last():
    values = [r[1] for r in read("in 0.5/1.8/4/7/14/72B")]
    assert values == [5e8, 1.8e9, 4e9, 7e9, 14e9, 72e9]
    assert [r[1] for r in read("窗口 8/32/128K")] == [8e3, 32e3, 128e3]
    assert [r[1] for r in read("scores 7 / 13 and 70B")][:2] == [7.0, 13.0]


def test_a_tolerance_is_the_interval():
    quantity = one("90.9±0.3")
    assert (quantity.value, quantity.low, quantity.high) == (Decimal("90.9"), Decimal("90.6"), Decimal("91.2"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("an order of magnitude", 10),
        ("two orders of magnitude", 100),
        ("三个数量级", 1000),
        ("翻两番", 4),
        ("一倍半", 1.5),
        ("成本的一半", 0.5),
    ],
)
def test_ratios_in_other_words(text, value):
    quantity = one(text)
    assert (float(quantity.value), quantity.unit) == (value, "ratio")


def test_points_beside_percents_are_percentage_points():
    assert [r[2] for r in read("71.5% against 75.7%, a gap of 4.2 points")] == [
        "percent",
        "percent",
        "percentage_point",
    ]
    assert [r[2] for r in read("The index lost 190 points")] == [None]


def test_a_figure_given_twice_has_one_noun():
    assert [r[2] for r in read("使用了 33亿（3.3B）token 的语料")] == ["token", "token"]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("比上一代高出了 2 倍", "more"),
        ("速度提高了 12 倍", "more"),
        ("是前者的11倍", "as"),
        ("提高到传统渲染的 8 倍", "as"),
        ("three times faster than before", "more"),
        ("2.5 times as fast", "as"),
        ("3倍", None),
    ],
)
def test_readings_of_multiples(text, reading):
    quantity = one(text)
    assert quantity.kind == "multiple"
    assert quantity.reading == reading


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025年1月20日", "2025-01-20"),
        ("2025 年 1 月", "2025-01"),
        ("2024年底", "2024"),
        ("二〇二四年九月", "2024-09"),
        ("08年", "2008"),
        ("Jan. 20 2025", "2025-01-20"),
        ("January 20th, 2025", "2025-01-20"),
        ("20 January 2025", "2025-01-20"),
        ("Sept 2024", "2024-09"),
        ("2025-01-20", "2025-01-20"),
        ("02/27/2025", "2025-02-27"),
        ("Dec/2018", "2018-12"),
        ("Q4 2024", "2024"),
        ("in 2024", "2024"),
        ("fourth of July, 2025", "2025-07-04"),
    ],
)
def test_dates(text, value):
    quantity = one(text)
    assert (quantity.kind, quantity.unit, quantity.value) == ("date", "date", value)


def test_dates_without_a_year_are_unresolved():
    assert one("去年9月").value is None
    assert one("5月20日").kind == "date"


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4 and o1-1217",
        "the RTX 5090 and Llama 3.1",
        "GPT4模型",
        "DeepSeek-R1-0528",
        "version 2.14.3",
        "see [11] and [12-14]",
        "call 555-010-4477 now",
        "arXiv:2401.02954",
        "doi 10.1038/s41586-025-01033-y",
        "https://example.org/2024/05/300",
        "mail to a1b2@example.org",
        "at 12:30 PM",
        "a 16:9 screen",
        "1920x1080",
        "an 8x7B model",
        "Table 4 shows",
        "5-shot",
        "pass@1",
        "图 3",
        "80年代",
        "一些统一的百度四川",
        "十分重要，万一",
        "第一次",
        "下午3点半",
        "the latency per second matters",
        "豆包大模型 1.5 Pro",
        "a six-figure sum",
        "90后的创始人",
    ],
)
def test_what_is_no_figure(text):
    assert read(text) == []


def test_list_numbers_and_sections_are_no_figures():
    assert read("3. Training used 8 GPUs") == [("8 GPUs", 8.0, "gpu", "exact")]
    assert read("2.1 检索增强") == []
    assert read("一、概述") == []
    assert [r[1] for r in read("92.3 分")] == [92.3]


def test_taken_spans_are_left_alone():
    text = "AIME 2024 pass@1 is 79.8%"
    assert [q.text for q in scan(text, [(0, 9), (10, 16)])] == ["79.8%"]
    assert scan("o3 80", [(0, 5)]) == []


def test_span_covers_all_parts():
    text = "成本约为人民币 3000 万元，而不是 50 亿。"
    first, second = claimcheck.quantities(text)
    assert first.text == "约为人民币 3000 万元"
    assert text[first.number_start : first.number_end] == "3000"
    assert first.scale == 10**4
    assert first.step == 10**4
    assert second.text == "50 亿"


def test_offsets_through_spaces_and_emphasis():
    text = "共用 六 个 百 分 点 与 **39.3**M GPU hours"
    first, second = claimcheck.quantities(text)
    assert text[first.start : first.end] == first.text == "六 个 百 分 点"
    assert (first.value, first.unit) == (6, "percentage_point")
    assert (second.value, second.unit) == (Decimal("39300000.0"), "gpu_hour")
    assert text[second.start : second.end] == second.text


def test_traditional_characters_keep_offsets():
    text = "約三萬億個參數"
    quantity = one(text)
    assert (quantity.value, quantity.unit, quantity.text) == (3 * 10**12, "parameter", text)


def test_full_width_and_spacing_do_not_matter():
    values = {(q.value, q.unit) for t in ("920亿", "920 亿", "９２０亿", "９２０ 亿") for q in claimcheck.quantities(t)}
    assert values == {(Decimal(92 * 10**9), None)}


def test_conditions_beside_compute():
    assert one("1,979 TFLOPS with sparsity").conditions == (("sparsity", "sparse"),)
    assert one("989 dense TFLOPS").conditions == (("sparsity", "dense"),)


def test_signs_and_changes():
    assert one("-3.2%").value == Decimal("-3.2")
    assert one("+3.2%").signed
    assert one("下降 5%").signed
    assert not one("下降到 5%").signed
    assert not one("reached 5%").signed


def test_yen_or_yuan():
    assert one("售价¥599").unit == "CNY"
    assert one("The Tokyo firm paid ¥30 billion").unit == "JPY"
    assert one("DeepSeek charges ¥8").unit == "CNY"


def test_tables_of_raw_text_lend_their_headers():
    text = "| Model | Total Params | Context |\n|---|---|---|\n| Alpha | 671B | 128K |\n"
    assert [(r[1], r[2]) for r in read(text)] == [(671e9, "parameter"), (128000.0, "token")]


def test_bare_number_has_no_unit():
    assert one("671B").unit is None
    assert one("74.2").unit is None


def test_a_noun_before_begins_at_a_word():
    figure = one("It achieved a score of 65.4 on the exam.")
    assert figure.unit is None  # no "core of 65.4"


def test_package_is_callable_and_scan_is_a_function():
    assert claimcheck.quantities("7%")[0].unit == "percent"
    assert claimcheck.quantities.scan("7%")[0].unit == "percent"
    assert claimcheck.quantities("") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("required 2.56×10^24 (2.56e24) FLOPs", [("2.56×10^24", "FLOP"), ("2.56e24", "FLOP")]),
        ("about 100 (100%) of them", [("about 100", None), ("100%", "percent")]),
        ("1.6 T tokens", [("1.6 T tokens", "token")]),
        ("a field of 1.75 T near", [("1.75", None)]),
        ("355B-A32B", [("355B", "parameter"), ("A32B", "parameter")]),
        ("Qwen3-30B-A3B", []),
        ("从最早的 1 张卡，再到一万张。", [("1 张卡", "gpu"), ("一万张", "gpu")]),
        ("他拍了一万张。", [("一万张", "count")]),
        ("20 个团队采用的核心", [("20 个", "count")]),
        ("dropped from 1417 to 1273 Elo", [("1417", "elo"), ("1273 Elo", "elo")]),
    ],
)
def test_units_that_stand_elsewhere(text, expected):
    assert [(q.text, q.unit) for q in scan(text)] == expected


def test_two_sizes_before_a_unit_of_storage_are_no_fraction() -> None:
    assert [(q.text, str(q.value)) for q in scan("16/32 GB of memory")] == [("16", "16"), ("32 GB", "32")]
    assert [str(q.value) for q in scan("3/4 GB of memory")] == ["0.75"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("GPU 数量为20，000个", ["20000"]),  # full-width separators of thousands
        ("在2020，100个", ["2020", "100"]),
        ("共2.4w 张卡", ["24000"]),  # 万 as it is typed
        ("共35w张H100", ["350000"]),
        ("功耗 60w", []),
        ("1.64w", ["16400"]),  # all that a cell says
        ("the 70b model and a 350m parameter one", ["70000000000", "350000000"]),
        ("comes in 8b, 70b and 405b.", ["8000000000", "70000000000", "405000000000"]),
        ("有7b和13b之分", ["7000000000", "13000000000"]),
        ("at 1.5b tokens", ["1500000000"]),
        ("8b/4b quantization", []),  # bits
        ("13b or not", []),
        ("The 120b (120 billion parameter) model, the 20b version", ["120000000000", "120000000000", "20000000000"]),
        ("picking between the 20b and 120b models", ["20000000000", "120000000000"]),
        ("14B、32B多种规模", ["14000000000", "32000000000"]),
        ("每百万2元", ["2"]),  # two for a million
        ("a window of 128 K tokens", ["128000"]),
        ("型号abc100万的", []),  # what is left of a number that was passed over is none
    ],
)
def test_numbers_as_they_are_typed(text, values):
    found = scan(text)
    assert [f"{q.value.normalize():f}" for q in found] == values
    assert all(q.approximation == "exact" for q in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [("拥有 2350 多亿总参数", "235000000000"), ("20 余万张卡", "200000"), ("共 500 多个", "500")],
)
def test_a_space_before_the_word_for_more(text, value):
    (figure,) = scan(text)
    assert (f"{figure.value.normalize():f}", figure.approximation) == (value, "over")


def test_models_of_a_size_are_not_that_many_models() -> None:
    assert [(q.text, q.unit) for q in scan("70B models beat 13B models; 20 models")] == [
        ("70B", None),
        ("13B", None),
        ("20 models", "count"),
    ]


def test_a_line_that_is_a_numbered_title_has_no_figure() -> None:
    assert scan("All of it is enabled\n2.3 Memory System\nof the card") == []
    assert [q.text for q in scan("with a score of\n8.1 MT-Bench points, as it says.")] == ["8.1"]


@pytest.mark.parametrize(
    ("text", "text_of_figure"),
    [("位于第 96 百分位", "96 百分位"), ("第96百分位数", "96百分位数"), ("the 96th percentile", "96th percentile")],
)
def test_a_percentile_is_no_multiple_of_a_hundred(text, text_of_figure):
    (figure,) = scan(text)
    assert (figure.text, figure.value, figure.unit) == (text_of_figure, 96, "percentile")


def test_percentage_points_are_no_multiple_of_a_hundred():
    assert [(q.value, q.unit) for q in scan("提高 5 百分点")] == [(5, "percentage_point")]


def test_points_are_told_by_the_percents_of_their_own_paragraph():
    assert [q.unit for q in scan("It was 79.8%, a gain of 5 points.")] == ["percent", "percentage_point"]
    assert [q.unit for q in scan("It was 79.8%.\n\nA gain of 5 points.")] == ["percent", None]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2023/4", "2023-04", "date"),
        ("2023/12", "2023-12", "date"),
        ("3,640 PFLOP/s-days", 314496 * 10**18, "FLOP"),
        ("3640 petaflop/s-day", 314496 * 10**18, "FLOP"),
        ("864gb/s", 864, "GB/s"),
        ("38 trillion operations/second", 38, "TOPS"),
        ("11.5 万亿次运算/秒", Decimal("11.5"), "TOPS"),
        ("278.8 万个 H800 小时", 2788000, "gpu_hour"),
        ("7,000,000 个 GPU 计算时", 7000000, "gpu_hour"),
        ("8 张 A100", 8, "gpu"),
        ("1.8tb/s", Decimal("1.8"), "TB/s"),
    ],
)
def test_as_tables_of_hardware_and_of_training_write_it(text, value, unit):
    (figure,) = scan(text)
    assert (figure.value, figure.unit, figure.text) == (value, unit, text)


def test_two_numbers_and_a_stroke_are_no_month():
    assert [q.kind for q in scan("2023/4/")] == ["number", "number"]
    assert all(q.kind != "date" for q in scan("2048/4 和 2023/45"))


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("It leads by 7.9%, 9.3%, 10.8% and 5.9% on these tests.", [True] * 4),
        ("准确率提升了 5%、3% 和 2%", [True] * 3),
        ("It is up by 3.2%, 88.5% on MMLU.", [True, False]),
        ("It scores 7.9% and 9.3%.", [False, False]),
    ],
)
def test_a_list_of_changes(text, signed):
    assert [q.signed for q in scan(text)] == signed


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020 (May)", "2020-05"),
        ("2022 (Nov 30)", "2022-11-30"),
        ("2020（June）", "2020-06"),
        ("in 2020 (may be)", "2020"),
    ],
)
def test_a_month_in_a_bracket_behind_its_year(text, date):
    assert [q.value for q in scan(text) if q.kind == "date"] == [date]


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("It is up 1.5% and 79.8% on the test is its score.", [True, False]),
        ("It rose by 3.2% and 2.9%.", [True, True]),
    ],
)
def test_changes_of_one_order_make_a_list(text, signed):
    assert [q.signed for q in scan(text)] == signed


def test_a_taken_word_before_a_figure_makes_no_change():
    text = "X: DROP 78.2%"
    assert [q.signed for q in scan(text)] == [True]
    assert [q.signed for q in scan(text, [(3, 7)])] == [False]

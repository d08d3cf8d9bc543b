"""Where rows stand in excerpts, from raw offsets and published texts."""

from flows.publish.site.marks import Excerpt, Mark, Row, find_marks


def marked(excerpts, rows):
    return [(mark.row, excerpts[mark.excerpt].text[mark.start : mark.end]) for mark in find_marks(excerpts, rows)]


def test_clean_text_by_offsets():
    excerpts = [Excerpt("甲说，要发展。", ((10, 17),)), Excerpt("投资3亿元。", ((30, 36),))]
    assert marked(excerpts, [Row("要发展。", ((13, 17),)), Row("3亿元", ((32, 35),))]) == [
        (0, "要发展。"),
        (1, "3亿元"),
    ]


def test_row_over_several_sentences_and_segments():
    excerpts = [Excerpt("甲说：“一。", ((0, 6),)), Excerpt("二。”乙又说，三。", ((6, 15),))]
    row = Row("一。二。三。", ((4, 8), (13, 15)))
    assert marked(excerpts, [row]) == [(0, "一。"), (0, "二。"), (0, "三。")]


def test_touching_segments_are_one_mark():
    excerpt = Excerpt("上栏的字下栏的字。", ((100, 104), (10, 15)))
    assert find_marks([excerpt], [Row("的字下栏", ((102, 104), (10, 12)))]) == [Mark(0, 0, 2, 6)]


def test_noise_before_inside_and_after_the_row():
    # raw: 發(fā)展了3(wan)億元。 with the noise in brackets taken out
    raw = "发(fā)展了3(wan)亿元，共3亿元。"
    excerpt = Excerpt("发展了3亿元，共3亿元。", ((50, 50 + len(raw)),))
    first = raw.index("3(wan)")
    second = raw.rindex("3亿元")
    rows = [Row("3亿元", ((50 + first, 50 + first + 8),)), Row("3亿元", ((50 + second, 50 + second + 3),))]
    marks = find_marks([excerpt], rows)
    assert [(mark.start, mark.end) for mark in marks] == [(3, 6), (8, 11)]


def test_row_that_goes_on_in_a_noisy_sentence():
    raw = "甲说，要(yao)加快发(fa)展步伐和改革。"
    excerpts = [
        Excerpt("甲说，要加快发展步伐和改革。", ((0, len(raw)),)),
        Excerpt("还要开放。", ((len(raw), len(raw) + 5),)),
    ]
    row = Row("要加快发展步伐和改革。还要开放。", ((3, len(raw) + 5),))
    assert marked(excerpts, [row]) == [(0, "要加快发展步伐和改革。"), (0, "还要开放。")]


def test_row_without_an_excerpt():
    assert find_marks([Excerpt("一。", ((0, 2),))], [Row("二", ((5, 6),))]) == []
    assert find_marks([], [Row("二", ((5, 6),))]) == []

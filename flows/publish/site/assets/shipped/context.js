/* Published sentences with the places of rows marked. */
"use strict";

xinzhi.context = (() => {
  const { element, source, visible, word } = xinzhi;
  const TABLES = { q: "quotes", f: "figures", s: "sectors", p: "projects" };

  const table = (id) => TABLES[id[0]];
  const address = (id) => `${table(id)}.html#row=${id}`;

  /** Promise of what is published of a document's text. */
  async function text(documents, documentId) {
    const record = documents.get(documentId);
    const file = await xinzhi.load(`texts-${record.file}`);
    return file.find((entry) => entry.document_id === documentId);
  }

  /** A sentence as an element; marks of the rows that `wanted` accepts, one inside another where they overlap. */
  function sentence(entry, excerpt, wanted) {
    const [, raw, , flat] = excerpt;
    const points = Array.from(raw);
    const marks = [];
    for (let i = 0; i < flat.length; i += 3) {
      const [id, label] = entry.rows[flat[i]];
      if (wanted(id)) marks.push({ id, label, start: flat[i + 1], end: flat[i + 2] });
    }
    const cuts = [...new Set([0, points.length, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
    const made = element("span", { class: "sentence", lang: "zh-Hans" });
    for (let i = 0; i + 1 < cuts.length; i++) {
      const held = marks
        .filter((mark) => mark.start <= cuts[i] && cuts[i + 1] <= mark.end)
        .sort((a, b) => (b.end - b.start) - (a.end - a.start));
      const words = source(points.slice(cuts[i], cuts[i + 1]).join(""));
      if (!held.length) {
        made.append(words);
        continue;
      }
      const inner = held[held.length - 1]; // the shortest is what a click means
      made.append(element(
        "a",
        { href: address(inner.id), class: ["mark", ...new Set(held.map((mark) => `in-${table(mark.id)}`))].join(" "),
          title: held.map((mark) => `${word(table(mark.id))}: ${visible(mark.label)}`).join("\n"),
          "data-rows": held.map((mark) => mark.id).join(" ") },
        words,
      ));
    }
    return made;
  }

  /** How an excerpt stands to the one before (flows/publish/site/texts.py). */
  const PARAGRAPH = 1;
  const LEFT_OUT = 2;

  /** Whether two excerpts stand side by side in an article. */
  const neighbours = (one, next) => Boolean(one && next && one[0] === next[0] && next[2] !== LEFT_OUT);

  /** The sentences that carry a row, with their published neighbours; null where no text is published. */
  function around(entry, id) {
    const own = entry.rows.findIndex(([rowId]) => rowId === id);
    const carries = (excerpt) => excerpt[3].some((given, i) => i % 3 === 0 && given === own);
    const numbers = entry.excerpts.map((excerpt, number) => (carries(excerpt) ? number : -1)).filter((n) => n >= 0);
    if (!numbers.length) return null;
    const shown = new Set(numbers);
    for (const number of numbers) {
      if (neighbours(entry.excerpts[number - 1], entry.excerpts[number])) shown.add(number - 1);
      if (neighbours(entry.excerpts[number], entry.excerpts[number + 1])) shown.add(number + 1);
    }
    const made = element("p", { class: "context" });
    let last = null;
    for (const number of [...shown].sort((a, b) => a - b)) {
      if (last !== null && (number !== last + 1 || !neighbours(entry.excerpts[last], entry.excerpts[number]))) made.append(gap());
      const drawn = sentence(entry, entry.excerpts[number], (rowId) => rowId === id);
      if (!numbers.includes(number)) drawn.classList.add("neighbour");
      made.append(drawn);
      last = number;
    }
    return made;
  }

  /** Stands for text that is not published. */
  const gap = () => element("span", { class: "gap", title: word("gap") }, " [ … ] ");

  return { PARAGRAPH, LEFT_OUT, table, address, text, sentence, around, gap };
})();

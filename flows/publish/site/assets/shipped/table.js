/* The page of a table: search, choices, sorting, pages, CSV, and a dialog for each row. */
"use strict";

xinzhi.start(async (meta) => {
  const { element, say, word, remember, place } = xinzhi;
  const name = document.body.dataset.table;
  const view = { ...meta.tables[name], name };
  const documents = await xinzhi.documents(meta);
  const cells = xinzhi.cells(meta, documents, view);
  const toolbar = document.getElementById("toolbar");
  const haystacks = new Map();
  const byId = new Map();
  const show = xinzhi.rowDialog(view, cells, documents, move);

  /* ---- what is chosen ---- */

  const chosen = { words: [], filters: [] };

  function choose() {
    const now = place();
    chosen.words = (now.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    chosen.filters = [...view.filters, "document_id", "speaker_id"]
      .filter((filter) => now.has(filter))
      .map((filter) => [filter, now.get(filter)]);
  }

  function matches(row) {
    if (!chosen.filters.every(([filter, wanted]) => cells.get(row, filter) === wanted)) return false;
    if (!chosen.words.length) return true;
    const id = cells.id(row);
    if (!haystacks.has(id)) haystacks.set(id, cells.haystack(row));
    return chosen.words.every((part) => haystacks.get(id).includes(part));
  }

  /* ---- the table ---- */

  function display(row, column) {
    const drawn = cells.draw(row, column);
    return column === view.main ? element("a", { href: `#row=${cells.id(row)}`, class: "row-link" }, drawn) : drawn;
  }

  const table = new DataTable("#rows", {
    ...xinzhi.grid(word("loading")),
    data: [],
    columns: view.shown.map((column) => ({
      title: cells.title(column),
      data: null,
      render: (row, type) => (type === "display" ? display(row, column) : sortKey(row, column)),
      type: "num",
      className: `column-${column}${cells.isNumber(column) ? " number" : ""}`,
      searchable: false, // the search below works on text; the library's own would parse cells as HTML
      createdCell: (cell) => { cell.dataset.label = cells.title(column); },
    })),
    pageLength: 25,
    order: [], // what the address says comes once all rows are there
  });
  table.search.fixed("xinzhi", (_, row) => matches(row));

  const ranks = new Map();

  /** Number to sort by; what is not there comes first. */
  function sortKey(row, column) {
    if (cells.isNumber(column)) return cells.get(row, column) ?? -Infinity;
    if (!ranks.has(column)) ranks.set(column, xinzhi.ranks([...byId.values()].map((each) => cells.sortText(each, column))));
    return ranks.get(column).get(cells.sortText(row, column));
  }

  function order() {
    const sort = place().get("sort") ?? "";
    const at = view.shown.indexOf(sort.replace(/^-/, ""));
    return at < 0 ? [] : [[at, sort.startsWith("-") ? "desc" : "asc"]];
  }

  document.getElementById("rows").addEventListener("click", (event) => {
    const line = event.target.closest("tbody tr");
    if (!line || event.ctrlKey || event.metaKey || !table.row(line).data()) return;
    event.preventDefault();
    show(table.row(line).data());
  });

  const shown = () => table.rows({ search: "applied", order: "applied" }).data().toArray();

  /** Show the row after (or before) the one that is shown. */
  function move(step) {
    const rows = shown();
    const next = rows[rows.findIndex((row) => cells.id(row) === place().get("row")) + step];
    if (next) show(next);
  }

  /* ---- the tools above it ---- */

  const search = element("input", { type: "search", id: "search", placeholder: word("search-hint"), value: place().get("q") ?? "" });
  const sorter = element("select", { id: "sorter" }, element("option", { value: "" }, word("unsorted")),
    ...view.shown.flatMap((column) => [["", "↑"], ["-", "↓"]].map(([sign, arrow]) =>
      element("option", { value: sign + column }, `${cells.title(column)} ${arrow}`))));
  const selects = view.filters.map((filter) => element("select", { id: `filter-${filter}`, disabled: true },
    element("option", { value: "" }, word("all"))));
  const tags = element("div", { class: "tags" });

  function labelled(text, control, extra = "") {
    return element("label", { class: `control ${extra}` }, element("span", {}, text), control);
  }

  function button(key, act) {
    const made = element("button", { type: "button", id: key }, word(key));
    made.addEventListener("click", act);
    return made;
  }

  toolbar.append(
    labelled(word("search"), search, "wide"),
    ...selects.map((select, i) => labelled(cells.title(view.filters[i]), select)),
    labelled(word("sort"), sorter, "sorter"),
    element("div", { class: "actions" }, button("reset", reset), button("csv", save)),
    tags,
  );
  search.addEventListener("input", () => { remember({ q: search.value }); redraw(); });
  sorter.addEventListener("change", () => { remember({ sort: sorter.value }); table.order(order()).draw(); });
  selects.forEach((select, i) => select.addEventListener("change", () => {
    remember({ [view.filters[i]]: select.value });
    redraw();
  }));

  function reset() {
    history.replaceState(null, "", location.pathname + location.search);
    fromAddress();
  }

  function save() {
    const rows = shown().map((row) => view.columns.map((column) => cells.field(row, column.name)));
    xinzhi.csv.save(`xinzhi-${meta.version}-${name}.csv`, view.columns.map((column) => column.name), rows);
  }

  /** Offer the values that the rows have, with their numbers: the common ones first, years by time. */
  function fill(rows) {
    selects.forEach((select, i) => {
      const counts = new Map();
      for (const row of rows) {
        const given = cells.get(row, view.filters[i]);
        if (given !== null) counts.set(given, (counts.get(given) ?? 0) + 1);
      }
      const entries = [...counts].sort((a, b) => (view.filters[i] === "year" ? (a[0] < b[0] ? 1 : -1) : b[1] - a[1]));
      select.append(...entries.map(([given, count]) =>
        element("option", { value: given }, `${xinzhi.visible(cells.label(view.filters[i], given))} (${xinzhi.number(count)})`)));
      select.disabled = false;
    });
  }

  /** Filters that come from links of other pages, each with a way to lift it. */
  function tag(filter, text) {
    const lift = element("button", { type: "button" }, xinzhi.source(text), element("span", { "aria-hidden": "true" }, " ×"));
    lift.setAttribute("aria-label", word("lift", xinzhi.visible(text)));
    lift.addEventListener("click", () => { remember({ [filter]: null }); fromAddress(); });
    return lift;
  }

  function redraw() {
    choose();
    tags.replaceChildren(...chosen.filters.flatMap(([filter, given]) => {
      if (filter === "document_id") return [tag(filter, documents.has(given) ? xinzhi.titleOf(documents.get(given)) : given)];
      if (filter !== "speaker_id") return [];
      const row = [...byId.values()].find((candidate) => cells.get(candidate, "speaker_id") === given);
      return [tag(filter, row ? cells.get(row, "speaker_name") : given)];
    }));
    table.draw();
  }

  /** Show what the address says. */
  function fromAddress() {
    const now = place();
    search.value = now.get("q") ?? "";
    sorter.value = now.get("sort") ?? "";
    selects.forEach((select, i) => { select.value = now.get(view.filters[i]) ?? ""; });
    table.order(order());
    redraw();
    const row = byId.get(now.get("row"));
    if (row) return show(row);
    return undefined;
  }

  /* ---- rows: the first file at once, so that there is something to see, then the others ---- */

  function add(rows) {
    for (const row of rows) byId.set(cells.id(row), row);
    ranks.clear();
    table.rows.add(rows);
  }

  const progress = document.getElementById("progress");
  const files = meta.files[name];
  const heads = document.querySelector("#rows thead");
  heads.inert = true; // sorting waits for all rows
  add(await xinzhi.load(`${name}-0`));
  redraw();
  document.documentElement.dataset.seen = "true";
  if (files > 1) {
    progress.textContent = word("progress", xinzhi.number(byId.size), xinzhi.number(view.rows));
    const rest = await Promise.all(Array.from({ length: files - 1 }, (_, n) => xinzhi.load(`${name}-${n + 1}`)));
    add(rest.flat());
    progress.textContent = "";
  }
  heads.inert = false;
  fill([...byId.values()]);
  await fromAddress();
  table.on("order", () => {
    const [[at, direction] = []] = table.order();
    remember({ sort: direction ? `${direction === "desc" ? "-" : ""}${view.shown[at]}` : null });
    sorter.value = place().get("sort") ?? "";
  });
  window.addEventListener("hashchange", fromAddress);
});

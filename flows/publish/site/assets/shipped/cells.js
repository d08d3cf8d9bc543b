/* A row's values by column: as elements to read, as keys to sort and choose by. */
"use strict";

xinzhi.cells = (meta, documents, view) => {
  const { element, source, say, word, value, number, compact } = xinzhi;
  const places = new Map(view.columns.map((column, i) => [column.name, i]));
  const field = (row, name) => row[places.get(name)];
  const id = (row) => field(row, view.key);
  const record = (row) => documents.get(field(row, "document_id"));

  /** Value of a column, or of what is read off others: the province of the region, the year of the document. */
  function get(row, name) {
    if (name === "province") {
      const code = field(row, "region_code");
      return code ? `${code.slice(0, 2)}0000` : null;
    }
    if (name === "year") return record(row).published_on?.match(/^\d{4}/)?.[0] ?? null;
    return field(row, name);
  }

  /** Ids that lead to rows; `given` is checked by the schema, so it is hex digits alone. */
  const LINKS = {
    quote_id: "quotes.html#row", parent_quote_id: "quotes.html#row", project_id: "projects.html#row",
    speaker_id: "quotes.html#speaker_id", document_id: "document.html#id",
  };
  const CODED = { region_code: "regions", sector_code: "sectors" };

  /** What a value is called, as plain text; texts of the sources stay as they are. */
  function label(name, given) {
    if (CODED[name] === "regions") return meta.regions[given] ?? given;
    if (CODED[name] === "sectors") return meta.sectors[given] ? say(meta.sectors[given]) : given;
    return value(name, given);
  }

  /** What a column is called. */
  function title(name) {
    const at = places.get(name);
    return at === undefined ? word(name) : say(view.columns[at].title);
  }

  const isNumber = (name) => view.columns[places.get(name)]?.number ?? false;
  const isCoded = (name) => name in CODED || name in meta.values;

  /** Text to sort by. */
  function sortText(row, name) {
    const given = get(row, name);
    return given === null ? "" : isCoded(name) ? label(name, given) : String(given);
  }

  /** A figure's value with its unit; sums of yuan shortened. */
  function amount(row) {
    const ends = [field(row, "value"), field(row, "value_max")].filter((end) => end !== null);
    const isYuan = field(row, "unit") === "CNY";
    const text = ends.map((end) => (isYuan ? compact(end) : number(end))).join("–");
    if (isYuan) return element("span", { title: `${ends.map(number).join("–")} CNY` }, word("yuan", text));
    return element("span", {}, text, " ", source(label("unit", field(row, "unit"))));
  }

  /** Element of a value. */
  function draw(row, name) {
    const given = get(row, name);
    if (given === null || given === undefined) return element("span", { class: "none" }, "–");
    if (LINKS[name] && name !== view.key) return element("a", { href: `${LINKS[name]}=${given}` }, given);
    if (name === "tier" || name === "status") return element("span", { class: `chip ${name}-${given}` }, label(name, given));
    if (isCoded(name)) return element("span", {}, label(name, given));
    if (name === "investment_cny" || name === "value_cny") {
      return element("span", { title: `${number(given)} CNY` }, word("yuan", compact(given)));
    }
    if (name === "capacity_value") return element("span", {}, number(given), " ", source(field(row, "capacity_unit")));
    if (name === "value") return amount(row);
    if (isNumber(name)) return element("span", {}, number(given));
    if (Array.isArray(given)) return element("code", {}, given.map(([start, end]) => `${start}–${end}`).join(", "));
    return source(given);
  }

  /** Everything of a row that a search looks through, in lower case. */
  function haystack(row) {
    const said = view.columns.map((column) => {
      const given = field(row, column.name);
      if (given === null || Array.isArray(given)) return "";
      return isCoded(column.name) ? `${label(column.name, given)} ${given}` : given;
    });
    return `${said.join(" ")} ${xinzhi.titleOf(record(row))}`.toLowerCase();
  }

  return { id, get, field, label, title, isNumber, sortText, draw, haystack, record };
};

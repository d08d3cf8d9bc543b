/* The page of one document: its published sentences with the marks of every table, article by article. */
"use strict";

xinzhi.start(async (meta) => {
  const { element, source, word, value, place, visible } = xinzhi;
  const documents = await xinzhi.documents(meta);
  const main = document.getElementById("document");
  const TABLES = ["quotes", "figures", "sectors", "projects"];
  const off = new Set();

  function facts(record) {
    const pairs = meta.documents
      .filter((column) => record[column.name] !== null && column.name !== "title")
      .map((column) => [xinzhi.say(column.title), record[column.name], column.name]);
    return element("dl", { class: "columns" }, ...pairs.flatMap(([title, given, name]) => [
      element("dt", {}, title),
      element("dd", {}, name === "url" ? xinzhi.outside(given)
        : typeof given === "number" ? xinzhi.number(given)
          : name === "publication" ? value(name, given) : source(given)),
    ]));
  }

  function switches(record) {
    return element("fieldset", { class: "switches" }, element("legend", {}, word("marks")), ...TABLES.map((table) => {
      const box = element("input", { type: "checkbox", checked: true, id: `show-${table}` });
      box.addEventListener("change", () => {
        if (box.checked) off.delete(table);
        else off.add(table);
        draw();
      });
      return element("span", { class: `switch in-${table}` }, element("label", {}, box, ` ${word(table)} `),
        element("a", { href: `${table}.html#document_id=${record.document_id}` }, xinzhi.number(record[table])));
    }));
  }

  function article(entry, given, number) {
    const [id, title, genre, authors, published, publisher, region] = given;
    const own = entry.excerpts.filter((excerpt) => excerpt[0] === number);
    const text = element("div", { class: "text" });
    let paragraph = null;
    for (const excerpt of own) {
      if (!paragraph || excerpt[2] === xinzhi.context.PARAGRAPH) {
        paragraph = element("p", {});
        text.append(paragraph);
      }
      if (excerpt[2] === xinzhi.context.LEFT_OUT) paragraph.append(xinzhi.context.gap());
      paragraph.append(xinzhi.context.sentence(entry, excerpt, (rowId) => !off.has(xinzhi.context.table(rowId))));
    }
    const line = [value("genre", genre), authors.join("、"), publisher, published, region && (meta.regions[region] ?? region)];
    return element("article", { id },
      element("h2", {}, title ? source(title) : word("untitled")),
      element("p", { class: "byline" }, ...line.filter(Boolean).flatMap((part, i) => [i ? " · " : "", visible(part)])),
      own.length ? text : element("p", { class: "none" }, word("no-rows")));
  }

  function draw() {
    const { record, entry } = current;
    document.getElementById("articles").replaceChildren(
      ...(record.publication === "none" ? [element("p", { class: "none" }, word("closed"))]
        : entry.articles.map((given, number) => article(entry, given, number))));
  }

  /** Scroll to an article, or to the words of a row, which then stand out. */
  function goTo(articleId, rowId) {
    const own = [...main.querySelectorAll(".mark")].filter((mark) => mark.dataset.rows.split(" ").includes(rowId));
    own.forEach((mark) => mark.classList.add("sought"));
    if (own.length) own[0].scrollIntoView({ block: "center" });
    else document.getElementById(articleId)?.scrollIntoView();
  }

  let current = null;

  async function open() {
    const record = documents.get(place().get("id"));
    if (!record) {
      main.replaceChildren(element("p", { role: "alert", class: "alert" }, word("no-document")));
      return;
    }
    current = { record, entry: await xinzhi.context.text(documents, record.document_id) };
    document.title = `${visible(xinzhi.titleOf(record))} – xinzhi`;
    main.replaceChildren(
      element("h1", {}, source(xinzhi.titleOf(record))),
      facts(record),
      ...(record.publication === "excerpt" ? [element("p", { class: "note" }, word("excerpts-only"))] : []),
      switches(record),
      element("div", { id: "articles" }));
    draw();
    goTo(place().get("article"), place().get("row"));
  }

  await open();
  window.addEventListener("hashchange", open);
});

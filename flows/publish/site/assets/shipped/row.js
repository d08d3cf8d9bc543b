/* The dialog that shows one row: its words in their sentence, all of its columns, where it comes from. */
"use strict";

xinzhi.rowDialog = (view, cells, documents, move) => {
  const { element, source, say, word, visible } = xinzhi;
  const dialog = document.getElementById("row");
  dialog.addEventListener("close", () => xinzhi.remember({ row: null }));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") move(1);
    if (event.key === "ArrowLeft") move(-1);
  });

  function button(key, act, attributes = {}) {
    const made = element("button", { type: "button", ...attributes }, word(key));
    made.addEventListener("click", () => act(made));
    return made;
  }

  async function copy(pressed, id) {
    const address = `${location.href.split(/[?#]/)[0]}#row=${id}`;
    try {
      await navigator.clipboard.writeText(address);
      pressed.textContent = word("copied");
    } catch { // no permission, or no clipboard on the disk: the address is shown to be copied by hand
      pressed.replaceWith(element("input", { readonly: true, value: address, "aria-label": word("permalink") }));
    }
  }

  function origin(record, articleId, entry, id) {
    const article = entry.articles.find(([candidate]) => candidate === articleId);
    return element("dl", { class: "origin" },
      element("dt", {}, word("source")),
      element("dd", {},
        element("a", { href: `document.html#id=${record.document_id}&article=${articleId}&row=${id}` }, source(xinzhi.titleOf(record)))),
      ...(article?.[1] && article[1] !== record.title ? [element("dt", {}, word("article")), element("dd", {}, source(article[1]))] : []),
      ...(record.publisher ? [element("dt", {}, word("publisher")), element("dd", {}, source(record.publisher))] : []),
      ...(record.published_on ? [element("dt", {}, word("date")), element("dd", {}, visible(record.published_on))] : []),
      ...(record.url ? [element("dt", {}, word("address")), element("dd", {}, xinzhi.outside(record.url))] : []),
    );
  }

  function columns(row) {
    const list = element("dl", { class: "columns" });
    for (const column of view.columns) {
      if (column.name === view.main) continue;
      list.append(
        element("dt", { title: xinzhi.plain(column.description) }, say(column.title), element("code", {}, column.name)),
        element("dd", {}, cells.draw(row, column.name)),
      );
    }
    return list;
  }

  /** Show a row. */
  return async function show(row) {
    const record = cells.record(row);
    const entry = await xinzhi.context.text(documents, record.document_id);
    const id = cells.id(row);
    const sentences = xinzhi.context.around(entry, id);
    dialog.replaceChildren(
      element("header", {},
        element("span", { class: `kind in-${xinzhi.context.table(id)}` }, say(view.title)),
        element("span", { class: "spread" }),
        button("previous", () => move(-1)), button("next", () => move(1)),
        button("copy", (pressed) => copy(pressed, id)),
        button("close", () => dialog.close(), { autofocus: true })),
      element("h2", { id: "row-title" }, source(cells.field(row, view.main))),
      element("h3", {}, word("context")),
      sentences ?? element("p", { class: "none" }, word("closed")),
      origin(record, cells.field(row, "article_id"), entry, id),
      columns(row),
    );
    dialog.scrollTop = 0;
    if (!dialog.open) dialog.showModal();
    xinzhi.remember({ row: id });
  };
};

/* The list of documents. */
"use strict";

xinzhi.start(async (meta) => {
  const { element, source, word, say, visible } = xinzhi;
  const documents = await xinzhi.documents(meta);
  const TABLES = ["quotes", "figures", "sectors", "projects"];
  const title = (name) => say(meta.documents.find((column) => column.name === name).title);
  const search = document.getElementById("search");
  search.placeholder = word("search-hint");
  const columns = [
    { name: "title", head: title("title"), text: (r) => xinzhi.titleOf(r),
      node: (r) => element("a", { href: `document.html#id=${r.document_id}`, class: "row-link" }, source(xinzhi.titleOf(r))) },
    { name: "publisher", head: title("publisher"), text: (r) => r.publisher ?? "", node: (r) => source(r.publisher ?? "–") },
    { name: "published_on", head: title("published_on"), text: (r) => r.published_on ?? "", node: (r) => source(r.published_on ?? "–") },
    ...TABLES.map((table) => ({ name: table, head: word(table), number: true, text: (r) => r[table],
      node: (r) => element("a", { href: `${table}.html#document_id=${r.document_id}` }, xinzhi.number(r[table])) })),
  ];
  const ranks = xinzhi.ranks([...documents.values()].flatMap((record) =>
    columns.filter((column) => !column.number).map((column) => column.text(record))));
  const table = new DataTable("#rows", {
    ...xinzhi.grid(word("nothing")),
    data: [...documents.values()],
    columns: columns.map((column) => ({
      title: column.head, data: null, searchable: false, className: `column-${column.name}${column.number ? " number" : ""}`,
      type: "num",
      render: (record, type) => (type === "display" ? column.node(record) : column.number ? column.text(record)
        : ranks.get(column.text(record))),
      createdCell: (cell) => { cell.dataset.label = column.head; },
    })),
    pageLength: 50,
    order: [],
  });
  table.search.fixed("xinzhi", (_, record) => {
    const text = `${visible(xinzhi.titleOf(record))} ${record.publisher ?? ""} ${record.published_on ?? ""} ${record.document_id}`;
    return search.value.toLowerCase().split(/\s+/).every((part) => text.toLowerCase().includes(part));
  });
  search.addEventListener("input", () => table.draw());
});

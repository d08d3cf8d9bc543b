/* CSV of what is shown. */
"use strict";

xinzhi.csv = (() => {
  /** A cell: RFC 4180; what a spreadsheet would take for a formula is kept text by a leading apostrophe. */
  function cell(given) {
    if (given === null || given === undefined) return "";
    let text = Array.isArray(given) ? JSON.stringify(given.map(([start, end]) => ({ start, end }))) : String(given);
    if (typeof given === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /** Hand a file to the reader. The mark at its start tells Excel that it is UTF-8. */
  function save(name, head, rows) {
    const text = [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
    const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    const link = xinzhi.element("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  return { save };
})();

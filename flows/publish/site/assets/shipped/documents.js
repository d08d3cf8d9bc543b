/* The release's documents by id. */
"use strict";

xinzhi.documents = async (meta) => {
  const names = [...meta.documents.map((column) => column.name), "quotes", "figures", "sectors", "projects", "file"];
  const files = await Promise.all(Array.from({ length: meta.files.documents }, (_, n) => xinzhi.load(`documents-${n}`)));
  return new Map(files.flat().map((row) => [row[0], Object.fromEntries(names.map((name, i) => [name, row[i]]))]));
};

/** A document's title, else its file's name. */
xinzhi.titleOf = (record) => record.title ?? record.file_name;

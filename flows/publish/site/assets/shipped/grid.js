/* How every table of DataTables is laid out, and what it says. */
"use strict";

xinzhi.grid = (empty) => {
  const { word } = xinzhi;
  return {
    autoWidth: false, // measuring would make HTML of cells
    layout: { topStart: null, topEnd: null, bottomStart: "info", bottomEnd: "paging" },
    language: {
      info: word("info"), infoEmpty: word("info-empty"), infoFiltered: word("info-filtered"),
      emptyTable: empty, zeroRecords: word("nothing"), thousands: ",",
      aria: {
        orderable: word("sort-activate"), orderableReverse: word("sort-reverse"), orderableRemove: word("sort-remove"),
        paginate: { first: word("first"), last: word("last"), next: word("next"), previous: word("previous"), number: "" },
      },
    },
  };
};

/** Place of each text among all of them, by pinyin: to compare them once is far quicker than at every step of a sort. */
xinzhi.ranks = (texts) => {
  const collator = new Intl.Collator("zh-Hans-CN");
  return new Map([...new Set(texts)].sort(collator.compare).map((text, rank) => [text, rank]));
};

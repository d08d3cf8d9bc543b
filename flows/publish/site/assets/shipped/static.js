/* Pages that are there as they are: only the language is switched. */
"use strict";

xinzhi.start(async () => {});

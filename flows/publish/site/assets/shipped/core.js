/* What all pages share: data files that call back, the two languages, and elements whose text is only ever text. */
"use strict";

/* No page makes HTML from a string. Where the browser knows trusted types, this is enforced, for the libraries too:
   only strings without markup pass (and the table library's sign for left-out page numbers), and the only scripts
   that may be added are the site's own data files. */
if (window.trustedTypes) {
  trustedTypes.createPolicy("default", {
    createHTML: (text) => {
      if (/[<&]/.test(text) && text !== "&#x2026;") throw new TypeError("markup refused");
      return text;
    },
    createScriptURL: (address) => {
      if (!/^data\/[a-z]+(-\d+)?\.js$/.test(address)) throw new TypeError("script refused");
      return address;
    },
  });
}

const xinzhi = (() => {
  const root = document.documentElement;
  const arrived = new Map();
  const waiting = new Map();

  /* ---- data ---- */

  /** Called by the data files. */
  function put(name, data) {
    arrived.set(name, data);
  }

  /** Promise of the data of a file of data/. */
  function load(name) {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.onload = () => resolve(arrived.get(name));
        script.onerror = () => reject(new Error(`data/${name}.js is missing`));
        script.src = `data/${name}.js`;
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  /* ---- language ---- */

  function remembered() {
    try {
      return localStorage.getItem("xinzhi-language");
    } catch {
      return null; // storage is off: the choice holds for this page alone
    }
  }

  const asked = new URLSearchParams(location.search).get("language");
  const native = navigator.language.startsWith("zh") ? "zh" : "en";
  const language = [asked, remembered(), native].find((one) => one === "en" || one === "zh");
  root.dataset.language = language;
  root.lang = language === "zh" ? "zh-Hans" : "en";

  /** The text of a pair [English, Chinese] in the page's language. */
  const say = (pair) => pair[language === "zh" ? 1 : 0];

  /** A text of the site by its key, with {0}, {1} … replaced. */
  function word(key, ...parts) {
    return say(arrived.get("meta").words[key]).replace(/\{(\d)\}/g, (_, number) => parts[number]);
  }

  /** How a coded value of a column is said; the code itself where the site has no words for it. */
  function value(column, code) {
    const known = arrived.get("meta").values[column] ?? {};
    return Object.hasOwn(known, code) ? say(known[code]) : code;
  }

  function switchLanguage() {
    const other = language === "zh" ? "en" : "zh";
    try {
      localStorage.setItem("xinzhi-language", other);
    } catch { /* see above */ }
    location.search = `?language=${other}`; // loads the page anew, what it shows stays in the fragment
  }

  /** Pages of the disk share no storage in some browsers: links take the choice along. */
  function carryLanguage(event) {
    const link = event.target.closest("a[href]");
    if (link && language !== native && /^[a-z]+\.html/.test(link.getAttribute("href"))) link.search = `?language=${language}`;
  }

  /* ---- text ---- */

  const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

  /** A text with the characters that are not seen but act (controls, direction marks) made seen. */
  function visible(text) {
    return String(text).replace(INVISIBLE, (c) => `[U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
  }

  /** An element with attributes, and children that are elements or texts. */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, given] of Object.entries(attributes)) {
      if (given === true) made.setAttribute(key, "");
      else if (given !== false && given !== null && given !== undefined) made.setAttribute(key, given);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  /** A description of the schemas, without its marks of code. */
  const plain = (pair) => say(pair).replaceAll("`", "");

  /** A text of the sources: Chinese, made visible, its direction kept to itself. */
  const source = (text) => element("bdi", { lang: "zh-Hans", dir: "ltr" }, visible(text));

  /** A link to an address of the sources where it is a web address, else the address as text. */
  function outside(address) {
    if (!/^https?:\/\//i.test(address)) return source(address);
    return element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, source(address));
  }

  const numbers = new Intl.NumberFormat("en", { maximumSignificantDigits: 12 });
  const short = {
    en: new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 }),
    zh: new Intl.NumberFormat("zh-CN", { notation: "compact", maximumSignificantDigits: 4 }),
  }[language];

  /* ---- the address: everything a page shows can be linked to ---- */

  const place = () => new URLSearchParams(location.hash.slice(1));

  /** Put parameters into the address; empty ones go. */
  function remember(changes) {
    const now = place();
    for (const [key, given] of Object.entries(changes)) {
      if (given) now.set(key, given);
      else now.delete(key);
    }
    history.replaceState(null, "", now.size ? `#${now}` : location.pathname + location.search);
  }

  /** Run a page once its data and the document are there; what fails is told on the page. */
  function start(page) {
    const ready = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
    Promise.all([load("meta"), ready])
      .then(([meta]) => {
        document.getElementById("language").addEventListener("click", switchLanguage);
        document.addEventListener("click", carryLanguage, true);
        return page(meta);
      })
      .then(() => { root.dataset.ready = "true"; })
      .catch((error) => {
        document.querySelector("main").prepend(element("p", { role: "alert", class: "alert" }, String(error)));
        throw error;
      });
  }

  return {
    put, load, start, language, say, plain, word, value, visible, element, source, outside, place, remember,
    number: (given) => numbers.format(given),
    compact: (given) => short.format(given),
  };
})();

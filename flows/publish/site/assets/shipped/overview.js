/* The overview: its pictures, each with the numbers behind it as a table of links. */
"use strict";

xinzhi.start(async (meta) => {
  const { element, source, say, word, value, number, compact } = xinzhi;
  const data = await xinzhi.load("overview");
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.color = color("soft");
  Chart.defaults.animation = false;
  Chart.defaults.plugins.legend.align = "start";
  Chart.defaults.plugins.legend.labels.boxWidth = 12;
  Chart.defaults.plugins.legend.labels.boxHeight = 12;

  const region = (code) => value("province", code);
  const sector = (code) => (meta.sectors[code] ? say(meta.sectors[code]) : code);

  /** A label cut to a width; a Chinese character is as wide as two Latin ones. */
  function cut(text, width) {
    let room = width;
    const kept = Array.from(text).filter((c) => (room -= c > "\u2e80" ? 2 : 1) >= 0).join("");
    return kept === text ? text : `${kept}…`;
  }

  document.getElementById("counts").replaceChildren(
    ...["documents", "quotes", "figures", "sectors", "projects", "speakers"].map((table) => element(
      table === "speakers" ? "div" : "a",
      { class: "count", ...(table === "speakers" ? {} : { href: `${table}.html` }) },
      element("strong", {}, number(data.counts[table])), element("span", {}, word(table)))));

  /** Writes each bar's sum at its end. */
  const sums = (lines, write) => ({
    id: "sums",
    afterDatasetsDraw(chart) {
      const bars = chart.data.datasets.map((_, i) => chart.getDatasetMeta(i).data);
      const { ctx } = chart;
      ctx.fillStyle = color("soft");
      ctx.textBaseline = "middle";
      lines.forEach((line, i) => {
        const end = Math.max(...bars.map((series) => series[i].x));
        ctx.fillText(write(line.values.reduce((a, b) => a + b)), end + 6, bars[0][i].y);
      });
    },
  });

  /** A picture of bars, and its numbers.
   *  lines: [{ label, href, values }]; series: [{ title, color }]; write: number to text. */
  function bars(id, lines, series, { write = number, short = write, upright = false } = {}) {
    const figure = document.getElementById(id);
    if (!lines.length) {
      figure.append(element("p", { class: "none" }, word("no-numbers")));
      return;
    }
    const names = lines.map((line) => xinzhi.visible(line.label));
    const canvas = element("canvas", { role: "img", "aria-label": figure.querySelector("h2").innerText });
    const box = element("div", { class: "picture" }, canvas);
    box.style.height = upright ? "300px" : `${70 + 26 * lines.length}px`;
    figure.append(box, numbersTable(lines, names, series, write));
    const measure = { stacked: true, grid: { color: color("line") }, border: { display: false }, ticks: { callback: (v) => compact(v), maxTicksLimit: 6 } };
    const kinds = { stacked: true, grid: { display: false }, ticks: { autoSkip: upright, callback: (_, i) => cut(names[i], box.clientWidth < 480 ? 18 : 32) } };
    new Chart(canvas, {
      type: "bar",
      plugins: upright ? [] : [sums(lines, short)],
      data: {
        labels: names,
        datasets: series.map((one, i) => ({ label: one.title, data: lines.map((line) => line.values[i]), backgroundColor: one.color, maxBarThickness: upright ? 36 : 18 })),
      },
      options: {
        indexAxis: upright ? "x" : "y",
        maintainAspectRatio: false,
        layout: { padding: { right: upright ? 0 : 56 } },
        interaction: { mode: "index", axis: upright ? "x" : "y", intersect: false },
        scales: upright ? { x: kinds, y: measure } : { x: measure, y: kinds },
        plugins: {
          legend: { display: series.length > 1 },
          tooltip: { callbacks: { title: (items) => names[items[0].dataIndex], label: (item) => `${item.dataset.label}: ${write(item.raw)}` } },
        },
        onClick: (_, items) => { if (items.length && lines[items[0].index].href) location.href = lines[items[0].index].href; },
      },
    });
  }

  function numbersTable(lines, names, series, write) {
    const head = element("tr", {}, element("th", {}), ...series.map((one) => element("th", { class: "number", scope: "col" }, one.title)));
    const body = lines.map((line, i) => element("tr", {},
      element("th", { scope: "row" }, line.href ? element("a", { href: line.href }, names[i]) : names[i]),
      ...line.values.map((given) => element("td", { class: "number" }, write(given)))));
    return element("details", {}, element("summary", {}, word("numbers")),
      element("div", { class: "scroll", tabindex: "0" }, element("table", { class: "plain" }, element("thead", {}, head), element("tbody", {}, ...body))));
  }

  const tables = (names) => names.map((name) => ({ title: word(name), color: color(`strong-${name}`) }));

  bars("regions", data.regions.map(([code, ...values]) => ({ label: region(code), href: `projects.html#province=${code}`, values })),
    tables(["figures", "sectors", "projects"]));

  bars("tiers", data.tiers.map(([code, ...values]) => ({ label: sector(code), href: `sectors.html#sector_code=${code}`, values })),
    ["traditional", "pillar", "emerging", "future"].map((tier) => ({ title: value("tier", tier), color: color(`tier-${tier}`) })));

  const yuan = (given) => word("yuan", compact(given));
  const money = [{ title: word("investment"), color: color("strong-projects") }];
  bars("investment", data.investment.map(([code, sum]) => ({ label: region(code), href: `projects.html#province=${code}&sort=-investment_cny`, values: [sum] })), money, { write: yuan });
  const project = ([id, name, size]) => ({ label: name, href: `projects.html#row=${id}`, values: [size] });
  bars("money", data.money.map(project), money, { write: yuan });

  const capacity = document.getElementById("capacity");
  for (const [i, group] of data.capacity.entries()) {
    capacity.append(element("section", { class: "figure", id: `capacity-${i}` },
      element("h2", {}, word("capacity-in"), " ", source(group.unit)),
      element("p", { class: "note" }, word("picture-capacity-note"))));
    bars(`capacity-${i}`, group.projects.map(project), [{ title: group.unit, color: color("strong-sectors") }], { short: compact });
  }

  bars("timeline", data.timeline.map(([period, ...values]) => ({ label: period, values })),
    tables(["quotes", "figures", "sectors", "projects"]), { upright: true });

  bars("speakers", data.speakers.map(([id, name, role, organisation, quotes]) => ({
    label: [name, [organisation, role].filter(Boolean).join("")].filter(Boolean).join(" "),
    href: `quotes.html#speaker_id=${id}`, values: [quotes],
  })), tables(["quotes"]));
});

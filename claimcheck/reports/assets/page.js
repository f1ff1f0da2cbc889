(() => {
  const all = (q, r = document) => [...r.querySelectorAll(q)];
  const boxes = all(".filters input"),
    live = document.getElementById("live"),
    cards = all(".card");
  const on = (name) => new Set(boxes.filter((b) => b.name === name && b.checked).map((b) => b.value));
  function filter() {
    const s = on("severity"),
      v = on("verdict");
    let n = 0;
    for (const c of cards) {
      const hide = !s.has(c.dataset.severity) || (c.dataset.verdict !== "none" && !v.has(c.dataset.verdict));
      c.classList.toggle("off", hide);
      n += !hide;
    }
    for (const m of all("a.m"))
      m.classList.toggle("quiet", m.dataset.verdict !== "finding" && !v.has(m.dataset.verdict));
    for (const r of all(".claims tbody tr")) r.classList.toggle("off", !v.has(r.dataset.verdict));
    live.textContent = n + " of " + cards.length + " findings shown";
  }
  boxes.forEach((b) => b.addEventListener("change", filter));
  for (const b of all(".claims th button"))
    b.addEventListener("click", () => {
      const th = b.parentElement,
        table = th.closest("table"),
        i = [...th.parentElement.children].indexOf(th),
        up = th.getAttribute("aria-sort") !== "ascending";
      all("th", table).forEach((h) => h.removeAttribute("aria-sort"));
      th.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = all("tbody tr", table),
        key = (r) => r.children[i].dataset.key,
        num = rows.every((r) => key(r) !== "" && !isNaN(key(r)));
      rows.sort((a, c) => (num ? key(a) - key(c) : key(a).localeCompare(key(c))) * (up ? 1 : -1));
      rows.forEach((r) => r.parentElement.append(r));
    });
  let at = -1;
  addEventListener("keydown", (e) => {
    if (
      e.ctrlKey ||
      e.metaKey ||
      e.altKey ||
      e.target.matches?.("input:not([type=checkbox]), textarea, select") ||
      !["j", "k"].includes(e.key)
    )
      return;
    const open = cards.filter((c) => !c.classList.contains("off"));
    if (!open.length) return;
    const now = open.findIndex((c) => c.classList.contains("now"));
    at = (now + (e.key === "j" ? 1 : -1) + open.length + (now < 0 && e.key === "k" ? 1 : 0)) % open.length;
    cards.forEach((c) => c.classList.remove("now"));
    const c = open[at];
    c.classList.add("now");
    c.focus({ preventScroll: true });
    c.scrollIntoView({ block: "nearest" });
    const m = document.getElementById(c.dataset.mark);
    if (m) m.scrollIntoView({ block: "center" });
  });
})();

// Opens the module on the site that it comes from, and tells the platform what came of it there.
(function () {
  "use strict";

  const EVERY_SECONDS = 30;
  const link = window.csprLink;
  const status = document.getElementById("status");
  const { open, ask } = document.body.dataset;
  let handle = "";
  let known = { percent: null, passed: false, done: false };
  let isTold = false;

  // thin | the handle by which the site knows this launch | percent, passed, done
  const packed = () => ["thin", handle, [known.percent ?? "", Number(known.passed), Number(known.done)].join()].join("|");

  function unpack(text) {
    const [name, kept, facts] = String(text || "").split("|");
    if (name !== "thin" || !/^[0-9a-f]{32}$/.test(kept)) return;
    const [percent, passed, done] = String(facts).split(",");
    handle = kept;
    known = { percent: percent === "" ? null : Number(percent), passed: passed === "1", done: done === "1" };
  }

  function fresh() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  }

  function say(found) {
    const words = !found.begun ? "Nothing yet. Open the module, sign in there, and come back."
      : found.done ? `You have finished, with ${found.percent} %.`
      : found.passed ? `You passed with ${found.percent} %. One thing is left: your reflection.`
      : found.percent !== null ? `Your last try: ${found.percent} %. You may try again.`
      : "You have begun. Go on when you like.";
    status.textContent = isTold ? words : `${words} No learning platform answers here, so nobody is told.`;
  }

  function tell(found) {
    const isNew = found.percent !== known.percent || found.passed !== known.passed;
    if (found.percent !== null && isNew && !known.done) link.result(found);
    if (found.done && !known.done) link.complete();
    known = { percent: found.percent, passed: found.passed, done: found.done };
    link.save(packed(), "site", (Number(found.begun) + Number(found.passed) + Number(found.done)) / 3);
  }

  async function look() {
    try {
      const answer = await fetch(`${ask}?handle=${handle}`, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      tell(found);
      say(found);
    } catch {
      status.textContent = "The site does not answer just now. What you did there is safe: look again later.";
    }
  }

  async function begin() {
    const kept = await link.begin().catch(() => null);
    isTold = kept !== null;
    unpack(kept);
    handle = handle || fresh();
    link.save(packed(), "site", 0);
    const way = document.getElementById("open");
    way.href = `${open}?handle=${handle}`;
    way.hidden = false;
    document.getElementById("look").addEventListener("click", look);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
    setInterval(look, EVERY_SECONDS * 1000);
    const back = link.back && link.back();
    if (back) {
      const leave = document.getElementById("leave");
      leave.hidden = false;
      leave.addEventListener("click", back);
    }
    look();
  }

  window.addEventListener("pagehide", () => link.leave());
  begin();
})();

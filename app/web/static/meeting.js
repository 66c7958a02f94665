// Comfort for a team meeting: a timer, and forms that keep what was typed until it has arrived.
const pad = (number) => String(number).padStart(2, "0");

// The timer of a part. It goes on when a slide is turned, stands still when it is paused, and never ends anything.
const timer = document.querySelector("[data-timer]");
if (timer) {
  const store = `cspr-timer-${timer.dataset.timer}`;
  const whole = Number(timer.dataset.minutes) * 60;
  const [left, go, again, said] = ["left", "go", "again", "said"].map((name) =>
    timer.querySelector(`[data-timer-${name}]`),
  );
  let { seconds, until } = JSON.parse(sessionStorage.getItem(store)) ?? { seconds: whole, until: null };
  const now = () => Date.now() / 1000;
  const rest = () => (until === null ? seconds : until - now());
  const show = () => {
    const rounded = Math.round(rest());
    const away = Math.abs(rounded);
    left.textContent = `${rounded < 0 ? "−" : ""}${Math.floor(away / 60)}:${pad(away % 60)}`;
    timer.classList.toggle("timer--over", rounded <= 0);
    go.textContent = until === null ? (seconds === whole ? "Start the timer" : "Go on") : "Pause";
  };
  const keep = () => {
    sessionStorage.setItem(store, JSON.stringify({ seconds, until }));
    show();
  };
  go.addEventListener("click", () => {
    if (until === null) until = now() + seconds;
    else [seconds, until] = [until - now(), null];
    said.textContent = until === null ? "The timer is paused." : "The timer runs.";
    keep();
  });
  again.addEventListener("click", () => {
    [seconds, until] = [whole, null];
    said.textContent = "The timer is at its beginning.";
    keep();
  });
  timer.querySelector("[data-timer-buttons]").hidden = false;
  show();
  let wasOver = rest() <= 0;
  setInterval(() => {
    show();
    if (!wasOver && rest() <= 0) said.textContent = "The time for this part is over.";
    wasOver = rest() <= 0;
  }, 1000);
}

// Arrow keys turn the slides, unless somebody is typing.
if (document.querySelector(".slide")) {
  addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.altKey || event.ctrlKey || event.metaKey) return;
    const rel = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" }[event.key];
    document.querySelector(`a[rel=${rel ?? "none"}]`)?.click();
  });
}

// What has arrived is kept here no longer.
for (const one of document.querySelectorAll("[data-forget]")) localStorage.removeItem(`cspr-kept-${one.dataset.forget}`);

// A form that keeps what was typed in this browser until the server says that it has it. The key in the form lets the
// server know the same sending again, so that trying twice counts once. Never used where somebody reflects.
const form = document.querySelector("form[data-kept]");
if (form) {
  const store = `cspr-kept-${form.dataset.kept}`;
  const said = document.querySelector("[data-kept-said]");
  const AGAIN_MS = 5000;
  const KEPT_MS = 14 * 24 * 3600 * 1000;
  let waiting;
  const forget = () => localStorage.removeItem(store);
  const fields = () => [...new FormData(form)].filter(([name]) => name !== "csrf_token");
  const keep = (send) => {
    try {
      localStorage.setItem(store, JSON.stringify({ fields: fields(), send, at: Date.now() }));
    } catch {
      said.textContent = "This browser keeps nothing. Stay on this page until your answers have gone.";
    }
  };
  const fill = (kept) => {
    for (const one of form.elements) {
      if (!one.name || one.name === "csrf_token" || one.tagName === "BUTTON") continue;
      const values = kept.filter(([name]) => name === one.name).map(([, value]) => value);
      if (one.type === "radio" || one.type === "checkbox") one.checked = values.includes(one.value);
      else if (values.length) one.value = values[0];
    }
  };
  const later = (words) => {
    said.textContent = words;
    clearTimeout(waiting);
    waiting = setTimeout(send, AGAIN_MS);
  };
  const send = async () => {
    clearTimeout(waiting);
    keep(true);
    said.textContent = "Sending …";
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
    } catch {
      return later("There is no network. What you typed is kept in this browser and is sent by itself when it is back.");
    }
    if (answer.status >= 500) return later("The site did not answer. What you typed is kept here and is sent again.");
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      forget();
      return location.assign((await answer.json()).go);
    }
    if (answer.redirected || answer.status === 403) {
      said.textContent = "You were signed out. What you typed is kept in this browser: sign in again and come back here.";
      return;
    }
    // The page has something to say: let the browser show it, with everything that was typed.
    keep(false);
    form.submit();
  };
  const kept = JSON.parse(localStorage.getItem(store));
  if (kept && Date.now() - kept.at > KEPT_MS) forget();
  else if (kept && !document.querySelector(".govuk-error-summary")) {
    fill(kept.fields);
    if (kept.send) send();
    else said.textContent = "What you had typed before is here again.";
  }
  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    delete form.dataset.sent;
    send();
  });
  addEventListener("online", () => JSON.parse(localStorage.getItem(store))?.send && send());

  // Enter and the arrows go from line to line of a list of lines.
  const lines = [...form.querySelectorAll(".key-in input:enabled")];
  const go = (line, step) => (lines[lines.indexOf(line) + step] ?? form.querySelector("button")).focus();
  for (const line of lines) {
    line.addEventListener("keydown", (event) => {
      const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || (step < 0 && line === lines[0])) return;
      event.preventDefault();
      go(line, step);
    });
  }

  // Sheets that are keyed in: the code is looked up at once, and each line read while it is typed, as the server will.
  const code = form.dataset.sheet && form.querySelector("#code");
  if (code) {
    const TICK = "+";
    let questions = [];
    const read = (typed) => {
      const words = typed.toUpperCase().replaceAll(TICK, " ").split(/[\s,;./]+/).filter(Boolean);
      for (const [place, one] of questions.entries()) {
        if (!words.length) return { place, fault: `it ends before question ${place + 1}` };
        const word = words.shift();
        const letters = word.slice(0, word[0] === "-" ? 1 : one.take || word.split("-")[0].length);
        if (letters.length < word.length) words.unshift(word.slice(letters.length));
        if (letters !== "-" && !new RegExp(`^(?:${one.pattern})$`).test(letters)) {
          return { place, fault: `question ${place + 1} takes ${one.words}, and not “${letters}”` };
        }
      }
      return { place: questions.length, fault: words.length ? `“${words.join(" ")}” is left over` : "" };
    };
    const show = (line, isLeft) => {
      const cell = line.closest("tr").querySelector("[data-said]");
      const isTick = "passed" in line.dataset && line.value.trim() === TICK;
      const { place, fault } = questions.length && line.value.trim() && !isTick ? read(line.value) : {};
      const isWrong = Boolean(isLeft && fault);
      line.classList.toggle("govuk-input--error", isWrong);
      cell.classList.toggle("govuk-error-message", isWrong);
      if (place === undefined) cell.textContent = cell.dataset.said;
      else if (isWrong) cell.textContent = fault;
      else cell.textContent = `${place} of ${questions.length}${line.value.includes(TICK) ? " +" : ""}`;
      if (isWrong) said.textContent = `${line.labels[0].textContent}: ${fault}`;
    };
    const lookUp = async () => {
      let found = { wrong: "", questions: [] };
      try {
        if (code.value.trim()) found = await (await fetch(`${form.dataset.sheet}?code=${encodeURIComponent(code.value)}`)).json();
      } catch {
        // Without a network it is looked up when the lines are sent.
      }
      questions = found.questions;
      document.querySelector("[data-wrong]").textContent = found.wrong;
      document.querySelector("#code-wrong").hidden = !found.wrong;
      code.classList.toggle("govuk-input--error", Boolean(found.wrong));
      if (found.wrong) said.textContent = found.wrong;
      for (const line of lines) show(line, line !== document.activeElement);
    };
    code.addEventListener("change", lookUp);
    code.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !lines.length) return;
      event.preventDefault();
      lines[0].focus();
    });
    for (const line of lines) {
      line.addEventListener("input", (event) => {
        show(line, false);
        if (event.data === TICK) go(line, 1);
      });
      line.addEventListener("blur", () => show(line, true));
    }
    if (code.value) lookUp();
  }
}

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

  // Enter goes to the next line of a list of lines.
  for (const line of form.querySelectorAll(".key-in input")) {
    line.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const lines = [...form.querySelectorAll(".key-in input:enabled")];
      (lines[lines.indexOf(line) + 1] ?? form.querySelector("button")).focus();
    });
  }
}

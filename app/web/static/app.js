// Comfort only: every page works without this file.

// An error summary takes the focus when a page comes back with one.
document.querySelector(".govuk-error-summary")?.focus();

// A print button does what only a script can do.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A reflection saves itself a moment after the typing stops. Nothing is kept in the browser.
const reflection = document.querySelector("form[data-draft]");
if (reflection) {
  const said = document.querySelector("[data-saved]");
  let waiting;
  let saving;
  const send = async () => {
    const sent = { method: "POST", body: new FormData(reflection), redirect: "manual" };
    const answer = await fetch(reflection.dataset.draft, sent);
    if (answer.status === 403) {
      said.textContent = "You have been signed out. Press a button below and sign in: what you wrote is kept for you.";
    } else if (answer.status === 409) {
      said.textContent = "You changed this on another page meanwhile. Press a button below to see both texts.";
    } else {
      if (!answer.ok) throw new Error(answer.status);
      const { saved, seen, hints } = await answer.json();
      reflection.elements.seen.value = seen;
      said.textContent = `Saved ${saved}.`;
      for (const [slot, found] of Object.entries(hints)) show(slot, found);
    }
  };
  const save = async () => {
    try {
      saving = send();
      await saving;
    } catch {
      said.textContent = "Not saved yet: we will try again. Your words are still here.";
      waiting = setTimeout(save, 10000);
    }
    saving = undefined;
  };
  const show = (slot, found) => {
    const hint = document.querySelector(`[data-hint="${slot}"]`);
    hint.hidden = found.length === 0;
    hint.querySelector("[data-found]").textContent = found.join(", ");
  };
  reflection.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 1500);
  });
  // What is being saved is saved first: the button's own save must know what stands by then.
  reflection.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    if (!saving) return;
    event.preventDefault();
    await saving.catch(() => {});
    reflection.requestSubmit(event.submitter);
  });
}

// A form sent twice by an impatient finger is sent once; the server would answer both alike.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 3000);
  });
}

// A session that is about to end says so, and one key keeps it. Nothing on the page is lost: only a message is sent.
const ending = document.querySelector("[data-ends-in]");
if (ending) {
  const WARNING_SECONDS = 300;
  let timer;
  const wait = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      ending.hidden = false;
      ending.querySelector("button").focus();
    }, Math.max(0, seconds - WARNING_SECONDS) * 1000);
  };
  wait(Number(ending.dataset.endsIn));
  ending.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    ending.hidden = answer.type === "opaqueredirect" || answer.ok;
    wait(Number(ending.dataset.endsIn));
  });
}

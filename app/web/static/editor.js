// Comfort only: the buttons, the preview and pictures all work by plain forms without this file.
const form = document.querySelector("form[data-look]");
const text = form.elements.words;
const said = form.querySelector("[data-said]");
const shown = document.querySelector("[data-shown]");

// What is chosen is replaced as if it had been typed, so that the browser's own undo takes it back.
const type = (words) => {
  text.focus();
  if (!document.execCommand("insertText", false, words)) text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
};

// A block stands on lines of its own; what was chosen goes inside it, and what stands in for a choice is chosen next.
const put = ({ before, words, after }) => {
  const { selectionStart: start, selectionEnd: end, value } = text;
  const chosen = value.slice(start, end);
  const above = value.slice(0, start);
  const lead = above === "" || above.endsWith("\n\n") ? "" : above.endsWith("\n") ? "\n" : "\n\n";
  type(`${lead}${before}${chosen || words}${after}\n`);
  const inner = start + lead.length + before.length;
  if (!chosen) text.setSelectionRange(inner, inner + words.length);
};

const buttons = [...form.querySelectorAll("[data-before]")];
for (const button of buttons) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    put(button.dataset);
  });
}
text.addEventListener("keydown", (event) => {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
  const button = buttons[Number(event.code.replace("Digit", "")) - 1];
  if (!button) return;
  event.preventDefault();
  put(button.dataset);
});

// How it reads, a moment after the typing stops. Only the newest answer is shown, and nothing is kept.
let waiting;
let asked = 0;
const look = async () => {
  const mine = ++asked;
  try {
    const answer = await fetch(form.dataset.look, { method: "POST", body: new FormData(form), redirect: "manual" });
    if (mine !== asked || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown.replaceChildren(...page.body.childNodes);
  } catch {
    // Without a network the page keeps what it shows; saving says what is wrong.
  }
};
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, 600);
};
form.addEventListener("input", soon);
form.elements.kind.addEventListener("change", look);

// A pasted picture is kept at once; its lines come in where the cursor is, and wait for what it shows.
text.addEventListener("paste", async (event) => {
  const file = [...event.clipboardData.files].find((one) => one.type.startsWith("image/"));
  if (!file) return;
  event.preventDefault();
  said.textContent = "The picture is on its way.";
  const sent = new FormData();
  sent.append("csrf_token", form.elements.csrf_token.value);
  sent.append("file", file, "pasted");
  try {
    const answer = await fetch(form.dataset.paste, { method: "POST", body: sent, redirect: "manual" });
    const { block, wrong } = await answer.json();
    if (!block) throw new Error(wrong);
    const [first, last] = block.split("\n");
    put({ before: `${first}\n`, words: "What it shows", after: `\n${last}` });
    said.textContent = "The picture is in. Write what it shows in place of the words that are chosen.";
  } catch (error) {
    said.textContent = `The picture was not taken. ${error.message}`;
  }
});

// Shows a package, one step at a time: sections, the check, the reflection. What is written in the reflection goes
// nowhere: it is not sent, not kept, and only printed.
(function () {
  "use strict";

  const course = window.csprCourse;
  const link = window.csprLink;
  const main = document.getElementById("main");
  const status = document.getElementById("status");
  const contents = {};
  let content = null;
  let state = null;
  let isTold = false;
  let isShown = false;

  window.csprContent = (kind, told) => {
    contents[kind] = told;
  };

  function node(name, facts, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(facts || {})) {
      if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null) made.setAttribute(key, value);
    }
    made.append(...children.flat().filter((one) => one !== null && one !== undefined));
    return made;
  }

  // HTML of the module itself, cleaned when it was published.
  function html(name, facts, text) {
    const made = node(name, facts);
    made.innerHTML = text;
    return made;
  }

  function button(words, act, look) {
    const made = node("button", { type: "button", class: look || "button" }, words);
    made.addEventListener("click", act);
    return made;
  }

  function show(title, where, ...parts) {
    const heading = node("h1", { tabindex: "-1" }, title);
    main.replaceChildren(where ? node("p", { class: "where" }, where) : "", heading, ...parts.flat().filter(Boolean));
    document.title = `${title} – ${document.body.dataset.title}`;
    // The first page is read from its top, where the way to help stands.
    if (isShown) heading.focus();
    isShown = true;
    window.scrollTo(0, 0);
  }

  function keep(place) {
    link.save(course.packed(state), place, course.progress(state, content));
  }

  const drawn = () => state.drawn.map((one) => content.questions[one]);
  const unread = () => content.sections.findIndex((_, place) => !state.read.includes(place));

  function choose(kinds) {
    const list = kinds.map((one) => node("li", {}, button(one.label, () => begin(one.kind), "button quiet")));
    show("Where do you work?", "", node("p", {}, "Some scenes and questions differ from one kind of setting to another."),
         node("ul", { class: "kinds" }, list));
  }

  async function begin(kind) {
    await load(kind);
    state = course.begun(kind);
    opening();
  }

  function load(kind) {
    content = contents[kind];
    if (content) return Promise.resolve();
    return new Promise((done, failed) => {
      const script = node("script", { src: `content/${kind}.js` });
      script.addEventListener("load", () => {
        content = contents[kind];
        done();
      });
      script.addEventListener("error", failed);
      document.head.append(script);
    });
  }

  function opening() {
    show(content.title, content.about, html("div", {}, content.opening),
         button(state.read.length || state.tries ? "Continue" : "Begin", onward));
  }

  function onward() {
    const next = unread();
    if (next >= 0) section(next);
    else if (state.done) finished();
    else if (state.passed) reflection();
    else if (state.drawn.length && state.percent === null) question(firstOpen());
    else check();
  }

  function section(place) {
    const one = content.sections[place];
    const back = place > 0 ? button("Back", () => section(place - 1), "button quiet") : null;
    const on = button(state.read.includes(place) ? "Go on" : "I have read this – go on", () => {
      if (!state.read.includes(place)) state.read.push(place);
      keep(one.slug);
      if (place + 1 < content.sections.length) section(place + 1);
      else onward();
    });
    show(one.title, `Section ${place + 1} of ${content.sections.length}. ${state.read.length} read.`,
         html("div", {}, one.html), node("div", { class: "buttons" }, on, back));
  }

  function check() {
    const again = state.tries > 0;
    show("Knowledge check", again ? `Try ${state.tries} is behind you.` : "",
         node("p", {}, `${content.rule.questions} questions. You need ${content.rule.pass_percent} %, and every question `
                       + "about acting now to keep a child safe has to be right. You may try as often as you like."),
         button(again ? "Try again" : "Start", () => {
           course.start(state, content, Math.floor(Math.random() * 1e9));
           keep("check");
           question(0);
         }),
         button("Read the sections again", () => section(0), "button quiet"));
  }

  function firstOpen() {
    const place = drawn().findIndex((one, number) => !course.isAnswered(one, state.answers[number]));
    return place < 0 ? state.drawn.length - 1 : place;
  }

  function choices(field, name, chosen, seed) {
    const order = field.options.map((_, place) => place);
    const places = field.mixed ? course.shuffled(order, seed) : order;
    if (field.type === "menu") {
      const list = [node("option", { value: "" }, "Choose"), ...places.map((place) =>
        node("option", { value: place, selected: chosen.includes(place) }, field.options[place]))];
      return node("p", {}, node("label", { for: name }, field.label), node("select", { id: name, name }, list));
    }
    const type = field.type === "several" ? "checkbox" : "radio";
    return node("fieldset", { class: "inner" }, field.label ? node("legend", {}, field.label) : null,
                places.map((place) => node("div", { class: "choice" },
                  node("input", { type, name, id: `${name}-${place}`, value: place, checked: chosen.includes(place) }),
                  node("label", { for: `${name}-${place}` }, field.options[place]))));
  }

  function chosenIn(form, ask) {
    return ask.fields.map((field, place) => {
      if (field.type === "menu") return [form.elements[`f${place}`].value].filter((one) => one !== "").map(Number);
      return [...form.querySelectorAll(`input[name=f${place}]:checked`)].map((one) => Number(one.value)).sort();
    });
  }

  function question(place) {
    const ask = drawn()[place];
    const given = state.answers[place] || [];
    const places = ask.fields.map((_, number) => number);
    const order = ask.mixed ? course.shuffled(places, state.seed + place) : places;
    const error = node("p", { class: "error", role: "alert" });
    const form = node("form", { novalidate: true },
      node("fieldset", {}, node("legend", {}, ask.stem), node("p", { class: "hint" }, ask.hint), error,
           order.map((number) => choices(ask.fields[number], `f${number}`, given[number] || [], state.seed + place + number))),
      node("div", { class: "buttons" }, node("button", { class: "button" }, "Save and go on"),
           place > 0 ? button("Back", () => question(place - 1), "button quiet") : null));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      state.answers[place] = chosenIn(form, ask);
      if (!course.isAnswered(ask, state.answers[place])) {
        error.textContent = ask.incomplete;
        form.querySelector("input, select").focus();
        return;
      }
      keep("check");
      if (place + 1 < state.drawn.length) question(place + 1);
      else send();
    });
    show(`Question ${place + 1} of ${state.drawn.length}`, "", form);
  }

  function send() {
    const asked = drawn();
    const open = asked.findIndex((one, place) => !course.isAnswered(one, state.answers[place]));
    if (open >= 0) {
      question(open);
      return;
    }
    const outcome = course.send(state, content);
    link.result(outcome);
    keep("check");
    const right = outcome.marks.filter(Boolean).length;
    const why = outcome.passed ? "One thing is left: your reflection on your own setting."
      : outcome.missed ? "A question about acting now to keep a child safe was not right. Those have to be right: read why below, then try again."
      : `You need ${content.rule.pass_percent} %. Read the answers below, then try again.`;
    show(outcome.passed ? "You have passed the check" : "Not there yet", "",
         node("p", {}, `${right} of ${asked.length} right (${outcome.percent} %). ${why}`),
         button(outcome.passed ? "Go on" : "Try again", outcome.passed ? onward : check),
         node("h2", {}, "Every answer explained"),
         asked.map((ask, place) => node("section", { class: "card" },
           node("h3", {}, `${place + 1}. ${ask.stem}`),
           node("p", {}, node("strong", { class: outcome.marks[place] ? "right" : "wrong" }, outcome.marks[place] ? "Right" : "Not right")),
           node("ul", {}, ask.lines.map((line) => node("li", {}, line.right ? node("strong", {}, `${line.text} (right) `) : `${line.text} `, line.why))),
           node("p", {}, ask.explanation))));
  }

  function reflection() {
    const boxes = content.prompts.map((one, place) => node("div", {}, node("label", { for: `box-${place}` }, one.text),
      one.hint ? node("p", { class: "hint", id: `hint-${place}` }, one.hint) : null,
      node("textarea", { id: `box-${place}`, rows: 6, autocomplete: "off", "aria-describedby": one.hint ? `hint-${place}` : null })));
    show("Your reflection", "", node("p", {}, "This is for you alone. What you write here is sent to nobody and kept nowhere: "
           + "print it before you go on, or write it on paper. Do not name or describe a child. This is not a form to report a concern."),
         boxes,
         node("div", { class: "buttons" }, button("Print what I wrote", () => window.print(), "button quiet"),
              button("I have thought about this – finish", () => {
                state.done = true;
                link.complete();
                keep("end");
                finished();
              })));
  }

  function finished() {
    const back = link.back && link.back();
    show("Thank you. You have finished", "", node("p", {}, isTold
           ? `You passed with ${state.percent} %. Your learning platform has been told that you finished, and nothing of what you thought.`
           : `You passed with ${state.percent} %. No learning platform was there to be told: print this page if you need it.`),
         node("p", {}, "One thing to take with you: choose one change in your own setting, say who does it, and when you will look at it again."),
         node("div", { class: "buttons" }, button("Print this page", () => window.print(), "button quiet"),
              back ? button("Leave", back) : null, button("Read it again", () => section(0), "button quiet")));
  }

  async function open() {
    const kinds = JSON.parse(document.getElementById("kinds").textContent);
    const kept = await link.begin().catch(() => null);
    isTold = kept !== null;
    status.textContent = isTold ? "" : "No learning platform answers, so nothing is recorded. You can read and answer all the same.";
    const kind = String(kept || "").split("|")[0];
    const known = kinds.find((one) => one.kind === kind) || (kinds.length === 1 ? kinds[0] : null);
    if (!known) {
      choose(kinds);
      return;
    }
    await load(known.kind);
    state = course.unpacked(kept, () => content.questions.length) || course.begun(known.kind);
    opening();
  }

  window.addEventListener("pagehide", () => link.leave());
  open();
})();

// What a learner has done of a package, and what that comes to. It knows no page and no platform.
// State is short, because a platform may keep no more than 4,096 characters of it.
(function (root) {
  "use strict";

  const SEEDS = 2 ** 31;

  // A shuffle that comes out the same for the same seed, so that a question looks the same when one comes back to it.
  function shuffled(list, seed) {
    const mixed = list.slice();
    let number = (seed % SEEDS) + 1;
    for (let last = mixed.length - 1; last > 0; last -= 1) {
      number = (number * 48271) % (SEEDS - 1);
      const other = number % (last + 1);
      [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
    }
    return mixed;
  }

  // Every critical question; some of the setting's own; the rest from all. What was not asked before comes first.
  function drawn(questions, rule, asked, seed) {
    const all = shuffled(questions.map((_, place) => place), seed);
    const fresh = [...all.filter((one) => !asked.includes(one)), ...all.filter((one) => asked.includes(one))];
    const taken = fresh.filter((one) => questions[one].critical);
    const own = fresh.filter((one) => questions[one].own && !taken.includes(one));
    const lacking = rule.own_kind - taken.filter((one) => questions[one].own).length;
    taken.push(...own.slice(0, Math.max(0, lacking)));
    const rest = fresh.filter((one) => !taken.includes(one));
    taken.push(...rest.slice(0, Math.max(0, rule.questions - taken.length)));
    return shuffled(taken, seed + 1);
  }

  const isAnswered = (question, answer) =>
    question.fields.every((_, place) => answer !== undefined && (answer[place] || []).length > 0);

  const isSame = (chosen, right) => chosen.length === right.length && right.every((one) => chosen.includes(one));

  const isRight = (question, answer) =>
    isAnswered(question, answer) &&
    question.fields.every((field, place) =>
      field.type === "several" ? isSame(answer[place], field.right) : field.right.includes(answer[place][0]),
    );

  // The percentage is rounded down, so that 79.9 is not 80.
  function marked(questions, answers, rule) {
    const marks = questions.map((question, place) => isRight(question, answers[place]));
    const percent = Math.floor((100 * marks.filter(Boolean).length) / marks.length);
    const missed = questions.filter((question, place) => question.critical && !marks[place]).length;
    const passed = percent >= rule.pass_percent && !(rule.critical_must_be_right && missed > 0);
    return { marks, percent, missed, passed };
  }

  const begun = (kind) => ({ kind, read: [], asked: [], drawn: [], answers: [], tries: 0, seed: 0, percent: null,
                             passed: false, done: false });

  // kind | sections read | asked before | drawn now | answers | tries, seed, percent, passed, done
  function packed(state) {
    const answers = state.answers.map((one) => (one || []).map((field) => (field || []).join(".")).join("_"));
    const facts = [state.tries, state.seed, state.percent ?? "", Number(state.passed), Number(state.done)];
    return [state.kind, state.read.join(), state.asked.join(), state.drawn.join(), answers.join(), facts.join()].join("|");
  }

  const numbers = (text) => (text === "" ? [] : text.split(",").map(Number));

  // What was packed; nothing where it is not ours, or of an edition whose questions were others.
  function unpacked(text, countOf) {
    const parts = String(text || "").split("|");
    if (parts.length !== 6) return null;
    const [tries, seed, , passed, done] = numbers(parts[5]);
    const percent = parts[5].split(",")[2];
    const answers = parts[4] === "" ? [] : parts[4].split(",").map((one) =>
      one === "" ? undefined : one.split("_").map((field) => (field === "" ? [] : field.split(".").map(Number))));
    const state = { kind: parts[0], read: numbers(parts[1]), asked: numbers(parts[2]), drawn: numbers(parts[3]), answers,
                    tries, seed, percent: percent === "" ? null : Number(percent), passed: passed === 1, done: done === 1 };
    const all = [...state.read, ...state.asked, ...state.drawn, tries, seed];
    const isSound = all.every(Number.isInteger) && state.drawn.every((one) => one < countOf(state.kind));
    return isSound ? state : null;
  }

  function start(state, content, seed) {
    state.asked = [...new Set([...state.asked, ...state.drawn])];
    state.drawn = drawn(content.questions, content.rule, state.asked, seed);
    Object.assign(state, { answers: [], tries: state.tries + 1, seed, percent: null });
  }

  function send(state, content) {
    const outcome = marked(state.drawn.map((one) => content.questions[one]), state.answers, content.rule);
    Object.assign(state, { percent: outcome.percent, passed: outcome.passed });
    return outcome;
  }

  // How far, from 0 to 1: sections, the check and the reflection count alike.
  function progress(state, content) {
    const done = state.read.length + Number(state.passed) + Number(state.done);
    return Math.min(1, done / (content.sections.length + 2));
  }

  root.csprCourse = { begun, drawn, isAnswered, marked, packed, progress, send, shuffled, start, unpacked };
})(typeof window === "undefined" ? globalThis : window);

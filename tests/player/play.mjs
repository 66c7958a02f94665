// Plays a SCORM package from its unpacked folder with an independent run-time, and prints what the platform then knows.
// It is handed one JSON line: folder, edition, kind, kept (what the platform kept of sessions before) and sessions, each a
// list of steps: read, start, right, wrong, half, send, finish.
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

import { Scorm12API } from 'scorm-again/scorm12';
import { Scorm2004API } from 'scorm-again/scorm2004';

const asked = JSON.parse(readFileSync(0, 'utf8'));
const quiet = { logLevel: 5, autocommit: false, mastery_override: false };
const file = (name) => readFileSync(`${asked.folder}/${name}`, 'utf8');
let kept = asked.kept;
const told = [];

for (const session of asked.sessions) told.push(await play(session));
console.log(JSON.stringify(told));

async function play(steps) {
  const is2004 = asked.edition === '2004';
  const api = is2004 ? new Scorm2004API(quiet) : new Scorm12API(quiet);
  if (kept) api.loadFromJSON(kept);
  const parent = is2004 ? { API_1484_11: api } : { API: api };
  const root = { parent };
  root.window = root;
  const contents = {};
  root.csprContent = (kind, content) => { contents[kind] = content; };
  createContext(Object.assign(root, { console, Date, Math, URLSearchParams }));
  for (const name of ['course.js', is2004 ? 'scorm2004.js' : 'scorm12.js']) runInContext(file(`runtime/${name}`), root);
  runInContext(file(`content/${asked.kind}.js`), root);
  const { csprCourse: course, csprLink: link } = root;
  const content = contents[asked.kind];

  const text = await link.begin();
  let state = course.unpacked(text, () => content.questions.length) || course.begun(asked.kind);
  const resumed = { read: state.read.length, drawn: [...state.drawn], answers: state.answers.length };
  const does = {
    read: () => { state.read = content.sections.map((_, place) => place); },
    start: () => course.start(state, content, 20261125 + state.tries),
    right: () => { state.answers = state.drawn.map((one) => content.questions[one].fields.map(rightly)); },
    wrong: () => { state.answers = state.drawn.map((one) => content.questions[one].fields.map(wrongly)); },
    half: () => { state.answers = state.drawn.slice(0, 5).map((one) => content.questions[one].fields.map(rightly)); },
    send: () => link.result(course.send(state, content)),
    finish: () => { state.done = true; link.complete(); },
  };
  for (const step of steps) {
    does[step]();
    link.save(course.packed(state), step, course.progress(state, content));
  }
  const suspended = course.packed(state);
  const wrongs = Number(api.lastErrorCode ?? 0);
  link.leave();
  kept = JSON.parse(JSON.stringify(api.cmi.toJSON()));
  return { resumed, cmi: kept, characters: suspended.length, error: wrongs, drawn: state.drawn };
}

function rightly(field) {
  return field.type === 'several' ? [...field.right].sort() : [field.right[0]];
}

function wrongly(field) {
  return [field.options.findIndex((_, place) => !field.right.includes(place))];
}

// How a package speaks with a platform that keeps cmi5. Source: cmi5 (AICC), sections 8 to 11.
// Requests go out one after another, so that statements arrive in the order in which things happened.
(function (root) {
  "use strict";

  const CMI5 = "https://w3id.org/xapi/cmi5/context";
  const VERBS = {
    initialized: "http://adlnet.gov/expapi/verbs/initialized",
    passed: "http://adlnet.gov/expapi/verbs/passed",
    failed: "http://adlnet.gov/expapi/verbs/failed",
    completed: "http://adlnet.gov/expapi/verbs/completed",
    terminated: "http://adlnet.gov/expapi/verbs/terminated",
  };
  const KEPT_AS = "cspr-learning";
  const VERSION = "1.0.3";

  let asked = null;
  let token = "";
  let launch = null;
  let began = 0;
  let isLeft = false;
  let lastFail = null;
  let queue = Promise.resolve();

  const isScored = () => launch.launchMode === "Normal";
  const duration = () => `PT${Math.max(0, Math.round((Date.now() - began) / 1000))}S`;

  function uuid() {
    const bytes = root.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  function send(method, path, params, body, type) {
    const address = `${asked.endpoint.replace(/\/?$/, "/")}${path}${params ? `?${new URLSearchParams(params)}` : ""}`;
    const headers = { Authorization: `Basic ${token}`, "X-Experience-API-Version": VERSION };
    if (body !== undefined) headers["Content-Type"] = type || "application/json";
    return root.fetch(address, { method, headers, body, keepalive: body !== undefined });
  }

  const ofState = (stateId) => ({
    stateId, activityId: asked.activityId, agent: asked.actor, registration: asked.registration,
  });

  async function read(path, params) {
    const answer = await send("GET", path, params);
    if (answer.status === 404) return "";
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.text();
  }

  // Whatever is sent waits for what was sent before it; one that fails does not hold up the next.
  function later(act) {
    queue = queue.then(act).catch(() => {});
    return queue;
  }

  function statement(verb, result, isJudged) {
    const template = launch.contextTemplate || {};
    const activities = template.contextActivities || {};
    const category = [...(activities.category || []), { id: `${CMI5}/categories/cmi5` }];
    if (isJudged) category.push({ id: `${CMI5}/categories/moveon` });
    const extensions = { ...template.extensions };
    if (isJudged && launch.masteryScore !== undefined) extensions[`${CMI5}/extensions/masteryscore`] = launch.masteryScore;
    const said = {
      id: uuid(),
      actor: JSON.parse(asked.actor),
      verb: { id: VERBS[verb], display: { "en-GB": verb } },
      object: { id: asked.activityId },
      context: { ...template, registration: asked.registration, extensions, contextActivities: { ...activities, category } },
      timestamp: new Date().toISOString(),
    };
    if (result) said.result = result;
    return said;
  }

  const tell = (said) => send("PUT", "statements", { statementId: said.id }, JSON.stringify(said));

  // A score must agree with the mastery score, where the platform set one.
  function judged(outcome, success) {
    const scaled = outcome.percent / 100;
    const agrees = launch.masteryScore === undefined || success === scaled >= launch.masteryScore;
    const score = agrees ? { score: { scaled, raw: outcome.percent, min: 0, max: 100 } } : {};
    return { ...score, success, duration: duration() };
  }

  const isEnough = ({ percent, passed }) =>
    passed && (launch.masteryScore === undefined || percent / 100 >= launch.masteryScore);

  root.csprLink = {
    name: "cmi5",

    // Returns what was kept, or null where no platform answers.
    async begin() {
      asked = Object.fromEntries(new URLSearchParams(root.location.search));
      if (!asked.endpoint || !asked.fetch) return null;
      const given = await (await root.fetch(asked.fetch, { method: "POST" })).json();
      if (!given["auth-token"]) return null;
      token = given["auth-token"];
      launch = JSON.parse(await read("activities/state", ofState("LMS.LaunchData")));
      await read("agents/profile", { profileId: "cmi5LearnerPreferences", agent: asked.actor });
      began = Date.now();
      await tell(statement("initialized"));
      return read("activities/state", ofState(KEPT_AS));
    },

    save(text) {
      if (!launch || !isScored()) return;
      later(() => send("PUT", "activities/state", ofState(KEPT_AS), text, "text/plain"));
    },

    // A session may say only one of passed and failed: a fail waits, since the next try may pass.
    result(outcome) {
      if (!launch || !isScored()) return;
      lastFail = isEnough(outcome) ? null : outcome;
      if (!lastFail) {
        const said = statement("passed", judged(outcome, true), true);
        later(() => tell(said));
      }
    },

    complete() {
      if (!launch || !isScored()) return;
      const said = statement("completed", { completion: true, duration: duration() }, true);
      later(() => tell(said));
    },

    // A page that is closed can wait for no answer, so what is left to say goes in one.
    leave() {
      if (!launch || isLeft) return queue;
      isLeft = true;
      const last = lastFail ? [statement("failed", judged(lastFail, false), true)] : [];
      last.push(statement("terminated", { duration: duration() }));
      return send("POST", "statements", null, JSON.stringify(last)).catch(() => {});
    },

    back() {
      if (!launch || !launch.returnURL) return null;
      return async () => {
        await queue;
        await this.leave();
        root.location.href = launch.returnURL;
      };
    },
  };
})(typeof window === "undefined" ? globalThis : window);

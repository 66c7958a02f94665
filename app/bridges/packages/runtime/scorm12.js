// How a package speaks with a platform that keeps SCORM 1.2. Source: SCORM Run-Time Environment 1.2, chapter 3.
(function (root) {
  "use strict";

  const MOST_FRAMES = 500;
  const OVER = ["passed", "completed"];
  let api = null;
  let began = 0;
  let isOver = false;
  let isReviewed = false;
  let isFinished = false;

  function found(start) {
    let here = start;
    for (let frames = 0; here && frames < MOST_FRAMES; frames += 1) {
      try {
        if (here.API) return here.API;
      } catch {
        return null; // a frame of another site says nothing
      }
      if (!here.parent || here.parent === here) return null;
      here = here.parent;
    }
    return null;
  }

  const set = (name, value) => api.LMSSetValue(`cmi.core.${name}`, String(value)) === "true";

  function time(seconds) {
    const two = (number) => String(number).padStart(2, "0");
    const hours = Math.min(Math.floor(seconds / 3600), 9999);
    return `${two(hours)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  root.csprLink = {
    name: "SCORM 1.2",

    // Returns what was kept, or null where no platform answers.
    async begin() {
      api = found(root) || found(root.opener);
      if (!api || api.LMSInitialize("") !== "true") {
        api = null;
        return null;
      }
      began = Date.now();
      isReviewed = api.LMSGetValue("cmi.core.lesson_mode") === "review";
      isOver = OVER.includes(api.LMSGetValue("cmi.core.lesson_status"));
      if (api.LMSGetValue("cmi.core.lesson_status") === "not attempted") set("lesson_status", "incomplete");
      return api.LMSGetValue("cmi.suspend_data");
    },

    save(text, place) {
      if (!api || isReviewed) return;
      set("lesson_location", place);
      api.LMSSetValue("cmi.suspend_data", text);
      api.LMSCommit("");
    },

    // There is one status for both: a pass is told when the reflection is done too, and until then only its score.
    result({ percent, passed }) {
      if (!api || isReviewed || isOver) return;
      set("score.min", 0);
      set("score.max", 100);
      set("score.raw", percent);
      set("lesson_status", passed ? "incomplete" : "failed");
      api.LMSCommit("");
    },

    complete() {
      if (!api || isReviewed) return;
      isOver = true;
      set("lesson_status", "passed");
      api.LMSCommit("");
    },

    leave() {
      if (!api || isFinished) return;
      isFinished = true;
      set("session_time", time(Math.round((Date.now() - began) / 1000)));
      set("exit", isOver ? "" : "suspend");
      api.LMSFinish("");
    },
  };
})(typeof window === "undefined" ? globalThis : window);

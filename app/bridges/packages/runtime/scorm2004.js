// How a package speaks with a platform that keeps SCORM 2004. Source: SCORM 2004 4th edition, Run-Time Environment, 3 and 4.
(function (root) {
  "use strict";

  const MOST_FRAMES = 500;
  let api = null;
  let began = 0;
  let isOver = false;
  let isReviewed = false;
  let isFinished = false;

  function found(start) {
    let here = start;
    for (let frames = 0; here && frames < MOST_FRAMES; frames += 1) {
      try {
        if (here.API_1484_11) return here.API_1484_11;
      } catch {
        return null; // a frame of another site says nothing
      }
      if (!here.parent || here.parent === here) return null;
      here = here.parent;
    }
    return null;
  }

  const set = (name, value) => api.SetValue(`cmi.${name}`, String(value)) === "true";

  root.csprLink = {
    name: "SCORM 2004",

    // Returns what was kept, or null where no platform answers.
    async begin() {
      api = found(root) || found(root.opener);
      if (!api || String(api.Initialize("")) !== "true") {
        api = null;
        return null;
      }
      began = Date.now();
      isReviewed = api.GetValue("cmi.mode") === "review";
      isOver = api.GetValue("cmi.completion_status") === "completed";
      if (!isOver && !isReviewed) set("completion_status", "incomplete");
      return api.GetValue("cmi.suspend_data");
    },

    save(text, place, progress) {
      if (!api || isReviewed) return;
      set("location", place);
      set("suspend_data", text);
      if (!isOver) set("progress_measure", progress.toFixed(2));
      api.Commit("");
    },

    result({ percent, passed }) {
      if (!api || isReviewed || isOver) return;
      set("score.min", 0);
      set("score.max", 100);
      set("score.raw", percent);
      set("score.scaled", percent / 100);
      set("success_status", passed ? "passed" : "failed");
      api.Commit("");
    },

    complete() {
      if (!api || isReviewed) return;
      isOver = true;
      set("progress_measure", 1);
      set("completion_status", "completed");
      api.Commit("");
    },

    leave() {
      if (!api || isFinished) return;
      isFinished = true;
      set("session_time", `PT${Math.round((Date.now() - began) / 1000)}S`);
      set("exit", isOver ? "normal" : "suspend");
      api.Terminate("");
    },
  };
})(typeof window === "undefined" ? globalThis : window);

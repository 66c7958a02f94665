// Adding and using a passkey. Without this file, a code of an authenticator app does the same.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const place = document.querySelector("[data-passkey]");
const said = document.querySelector("[data-passkey-said]");

const send = async (address, what) => {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": place.dataset.token },
    body: JSON.stringify(what),
  });
  // Too long ago that somebody showed who she is: the answer is the page that asks for it.
  if (answer.redirected) return location.assign(answer.url), new Promise(() => {});
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error);
  return found;
};

const add = async () => {
  const options = await send(place.dataset.options, {});
  options.challenge = bytes(options.challenge);
  options.user.id = bytes(options.user.id);
  for (const one of options.excludeCredentials ?? []) one.id = bytes(one.id);
  const made = await navigator.credentials.create({ publicKey: options });
  const credential = {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
    },
  };
  const name = document.querySelector("#passkey-name").value;
  const { codes } = await send(place.dataset.answer, { credential: JSON.stringify(credential), name });
  if (!codes.length) return location.reload();
  const list = document.querySelector("[data-passkey-codes]");
  list.hidden = false;
  for (const code of codes) {
    const item = document.createElement("li");
    item.textContent = `${code.slice(0, 5)} ${code.slice(5)}`;
    list.querySelector("ul").append(item);
  }
  said.textContent = "Your passkey is kept.";
};

const use = async () => {
  const options = await send(place.dataset.options, {});
  options.challenge = bytes(options.challenge);
  for (const one of options.allowCredentials ?? []) one.id = bytes(one.id);
  const used = await navigator.credentials.get({ publicKey: options });
  const credential = {
    id: used.id,
    rawId: text(used.rawId),
    type: used.type,
    response: {
      clientDataJSON: text(used.response.clientDataJSON),
      authenticatorData: text(used.response.authenticatorData),
      signature: text(used.response.signature),
    },
  };
  const { go } = await send(place.dataset.answer, { id: used.id, credential: JSON.stringify(credential) });
  location.assign(go);
};

if (place && window.PublicKeyCredential) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    said.textContent = "";
    try {
      await (place.dataset.passkey === "add" ? add() : use());
    } catch (fault) {
      said.textContent = fault.name === "NotAllowedError" ? "Nothing was done. You can try again." : fault.message;
    }
  });
}

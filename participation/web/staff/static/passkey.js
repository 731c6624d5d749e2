// Asks the browser for a passkey and sends on what it gives. The other ways to sign in need no script.
const form = document.querySelector("[data-passkey]");
const button = form.querySelector("button");
const problem = document.querySelector("[data-passkey-problem]");
const options = JSON.parse(form.dataset.options);

const WORDS = {
  InvalidStateError: "This device has a passkey of yours already.",
  NotAllowedError: "Nothing came from your device. Try again, or choose another way.",
  SecurityError: "Browsers take no passkeys at this address. Choose another way.",
};

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

function known(list) {
  return (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));
}

async function make() {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    },
  });
  return {
    ...named(made),
    response: {
      attestationObject: text(made.response.attestationObject),
      clientDataJSON: text(made.response.clientDataJSON),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function sign() {
  const signed = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: known(options.allowCredentials),
    },
  });
  const { authenticatorData, clientDataJSON, signature, userHandle } = signed.response;
  return {
    ...named(signed),
    response: {
      authenticatorData: text(authenticatorData),
      clientDataJSON: text(clientDataJSON),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  };
}

function named(credential) {
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type };
}

async function ask() {
  problem.hidden = true;
  button.disabled = true;
  try {
    const given = await (form.dataset.passkey === "make" ? make() : sign());
    form.elements.credential.value = JSON.stringify(given);
    form.submit();
  } catch (error) {
    problem.textContent = WORDS[error.name] ?? "This browser can do nothing with passkeys. Choose another way.";
    problem.hidden = false;
    button.disabled = false;
  }
}

document.querySelector("[data-no-script]").hidden = true;
button.hidden = false;
button.addEventListener("click", ask);
ask();

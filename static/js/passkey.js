// Joins a page's passkey button to allauth's scripts, and says in plain words what went wrong.
(() => {
  const form = document.querySelector("[data-passkey]");
  if (!form) return;
  const button = form.querySelector("[data-passkey-button]");
  const problem = form.querySelector("[data-passkey-problem]");
  const say = (words) => {
    problem.textContent = words;
    problem.hidden = false;
  };
  const isNumbered = /^[\d.]+$|:/.test(location.hostname);
  if (!window.PublicKeyCredential || isNumbered) {
    button.disabled = true;
    say(
      isNumbered
        ? "Passkeys belong to a name, and this page’s address is a number. Open the portal by its name (here: localhost)."
        : "This browser can’t use passkeys. Use an authenticator app instead.",
    );
    return;
  }
  button.hidden = false;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say(
      event.detail.exception.name === "InvalidStateError"
        ? "This passkey has been added already."
        : "That didn’t work, or it was stopped. Try again, or use an authenticator app instead.",
    );
  });
  const ids = { add: button.id, authenticate: button.id, data: "passkey-data", credential: form.dataset.passkeyCredential };
  const play = form.dataset.passkey === "add" ? "addForm" : "authenticateForm";
  window.allauth.webauthn.forms[play]({ ids });
})();

// Starts the parts of GOV.UK Frontend that the pages use. Every page works without it.
// Radios are left out: their script gives a radio an aria-expanded that no radio may have,
// and the style sheet shows what belongs to a chosen one by itself.
import {
  createAll,
  Button,
  ErrorSummary,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
} from "./vendor/govuk-frontend-6.3.0/govuk-frontend.min.js";

[Button, ErrorSummary, PasswordInput, ServiceNavigation, SkipLink].forEach((part) => createAll(part));

// A question that is being written is shown on the phone as it is typed; the phone's own
// choices stand outside the form that they belong to.
const see = document.querySelector("[data-see]");
if (see) {
  let waits;
  document.addEventListener("input", (event) => {
    if (event.target.form !== see.form) return;
    clearTimeout(waits);
    waits = setTimeout(() => see.form.requestSubmit(see), 600);
  });
}

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

// A question that is being written is shown on the phone as it is typed.
const see = document.querySelector("[data-see]");
if (see) {
  let waits;
  see.form.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(() => see.form.requestSubmit(see), 600);
  });
}

// Starts GOV.UK Frontend's parts. Every page works without it.
import { initAll } from "./vendor/govuk-frontend-6.3.0/govuk-frontend.min.js";

initAll();

// The queue by keyboard: one key for each thing written beside it. Everything works without it.
const form = document.querySelector("[data-queue]");
const words = document.getElementById("words");
const keysLine = document.querySelector("[data-keys]");
const keysSwitch = document.querySelector("[data-keys-switch]");
const marks = [...document.querySelectorAll(".staff-mark")];
const others = document.getElementById("others");
const wanted = document.getElementById("wanted");
const ticked = document.querySelector("[data-ticked]");
const themes = [...document.querySelectorAll("[data-theme]")];
const KEPT_AS = "queue-keys";

let keysOn = true;
try {
  keysOn = localStorage.getItem(KEPT_AS) !== "off";
} catch {
  // A browser that keeps nothing has the keys on.
}

function showKeys() {
  document.documentElement.classList.toggle("staff-keys-on", keysOn);
  if (keysSwitch) keysSwitch.textContent = keysOn ? "Turn keys off" : "Turn keys on";
}

function switchKeys() {
  keysOn = !keysOn;
  try {
    localStorage.setItem(KEPT_AS, keysOn ? "on" : "off");
  } catch {
    // It holds for this page then.
  }
  showKeys();
}

function showMarks() {
  const open = marks.some((mark) => !mark.open);
  marks.forEach((mark) => { mark.open = open; });
}

function tick(number) {
  const box = document.getElementById(`theme-${number}`);
  if (box) box.click();
}

const KEYS = {
  e: () => words && words.focus(),
  m: showMarks,
  n: showNear,
  t: () => {
    if (!others) return;
    others.open = true;
    wanted.focus();
  },
};

function showNear() {
  const near = [...document.querySelectorAll(".staff-near")];
  const open = near.some((one) => !one.open);
  near.forEach((one) => { one.open = open; });
}

// What is typed hides the themes that do not hold it; Enter ticks the one that is framed.
function lookFor() {
  const parts = wanted.value.toLowerCase().split(/\s+/);
  themes.forEach((theme) => {
    theme.hidden = !parts.every((part) => theme.dataset.theme.includes(part));
  });
  const best = found();
  themes.forEach((theme) => { theme.classList.toggle("staff-found", theme === best); });
}

function found() {
  if (!wanted.value.trim()) return undefined;
  const shown = themes.filter((theme) => !theme.hidden);
  const said = wanted.value.trim().toLowerCase();
  return shown.find((theme) => nameOf(theme).toLowerCase().includes(said)) ?? shown[0];
}

function nameOf(theme) {
  return theme.querySelector("label").textContent;
}

function tickFound() {
  const best = found();
  if (!best) return;
  best.querySelector("input").click();
  wanted.value = "";
  lookFor();
  wanted.blur();
  others.open = false;
}

// The themes that are ticked in the list stay in sight when it is closed.
function tellTicked() {
  if (!ticked) return;
  const names = themes
    .filter((theme) => theme.querySelector("input").checked)
    .map(nameOf);
  ticked.textContent = names.length ? `Also ticked: ${names.join(", ")}` : "";
}

function pressEnter(event) {
  if (event.target === wanted) tickFound();
  else if (!event.target.matches?.("input[type=checkbox], input[type=radio]")) return;
  event.preventDefault();
}

function isTyping(target) {
  return target.matches?.("textarea, input[type=text], input[type=search], select") ?? false;
}

function press(event) {
  if (event.key === "Enter") {
    pressEnter(event);
    return;
  }
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (!keysOn || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const focused = document.querySelector(`[data-focus-key="${CSS.escape(key)}"]`);
  if (button) button.click();
  else if (focused) focused.focus();
  else if (/^[1-9]$/.test(key)) tick(key);
  else if (KEYS[key]) KEYS[key]();
  else return;
  event.preventDefault();
}

// A word that gives nobody away can be put back into the box with one tap.
function offerBack(mark) {
  const sign = `[${mark.querySelector("summary").textContent}]`;
  const word = mark.querySelector(".staff-mark__word").textContent;
  const nth = marks.filter((other) => other.dataset.sign === sign).length;
  mark.dataset.sign = sign;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "staff-link staff-mark__back";
  button.textContent = "put it back";
  button.setAttribute("aria-label", `Put “${word}” back into the words`);
  button.addEventListener("click", () => {
    const earlier = marks.slice(0, marks.indexOf(mark));
    const put = earlier.filter((other) => other.dataset.sign === sign && other.dataset.back).length;
    words.value = replaceNth(words.value, sign, word, nth - put);
    mark.dataset.back = "yes";
    button.replaceWith(" (back in)");
  });
  mark.append(button);
}

function replaceNth(text, sign, word, nth) {
  let place = -1;
  for (let step = 0; step <= nth; step += 1) {
    place = text.indexOf(sign, place + 1);
    if (place < 0) return text;
  }
  return text.slice(0, place) + word + text.slice(place + sign.length);
}

if (form) {
  marks.forEach(offerBack);
  if (keysLine) keysLine.hidden = false;
  keysSwitch?.addEventListener("click", switchKeys);
  wanted?.addEventListener("input", lookFor);
  document.querySelector("[data-look]")?.remove();
  form.addEventListener("change", tellTicked);
  tellTicked();
}
showKeys();
document.addEventListener("keydown", press);

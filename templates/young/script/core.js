// In every page, and small; pages are whole without it.
// Leaving: the page is empty at once, and its place in the history, and some after it, are
// another's, so that pressing Back again and again meets no page of ours.
let more, shifts = 0, last = 0;
const load = () => more ||= import("MORE").catch(() => ({}));
const leave = () => {
  document.title = "";
  document.body.remove();
  for (let many = 6; many--; ) history[many > 4 ? "replaceState" : "pushState"](0, "", "/leave");
  location.replace("/leave");
};
onkeydown = (key) => {
  load();
  shifts = key.key != "Shift" ? 0 : key.timeStamp - last < 2000 ? shifts + !key.repeat : 1;
  last = key.timeStamp;
  if (shifts > 2) leave();
};
onclick = (tap) => {
  const at = tap.target.closest(".leave,[data-do]");
  if (at?.href) {
    tap.preventDefault();
    leave();
  } else if (at) load().then((can) => can[at.dataset.do]?.(at));
};
// A page that the browser had put aside, whole, is asked for again.
onpageshow = (page) => page.persisted && location.reload();
onpointerdown = load;
for (const button of document.querySelectorAll("[data-if]"))
  button.hidden = !(button.dataset.if in self || button.dataset.if in navigator);

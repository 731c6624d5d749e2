// Looks every few seconds how far the work is, and shows the page anew once it is done.
const PAUSE = 3000;

async function look() {
  const there = document.querySelector("[data-progress]");
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const status = page.querySelector("[data-progress] [role=status]");
    if (!status) {
      location.reload();
      return;
    }
    const shown = there.querySelector("[role=status]");
    if (shown.innerHTML !== status.innerHTML) shown.innerHTML = status.innerHTML;
  } catch {
    // The line is down: look again later.
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);

// Fetched when a page is first touched. Nothing is kept but in the page itself.
const BROKEN = [502, 503, 504];

// Resolves when the line may be back: the browser says so, or some seconds went by.
const later = (seconds) =>
  new Promise((on) => {
    addEventListener("online", on, { once: true });
    setTimeout(on, seconds * 1000);
  });

// What is sent: the form as it stands now, so words may still be changed while it waits.
const asked = (form, by) => {
  if (form.dataset.keep != "answer") return ["/line", { cache: "no-store" }];
  const typed = new FormData(form);
  const body = form.querySelector("[type=file]") ? typed : new URLSearchParams(typed);
  if (by && by.name) body.append(by.name, by.value);
  return [form.action, { method: "POST", body, headers: { "X-Stay": "1" } }];
};

const open = (place) => {
  const [path] = place.split("#");
  if (path != location.pathname) return location.assign(place);
  history.replaceState(null, "", place);
  location.reload();
};

// Sends the form. While the line is broken it stays, says so, and is sent again: the server
// takes the same answer twice as once.
async function send(form, by, go) {
  if (form.busy) return;
  form.busy = 1;
  const line = form.querySelector(".on .gone");
  for (let wait = 2; ; wait = Math.min(wait * 2, 16)) {
    try {
      const [place, how] = asked(form, by);
      const answer = await fetch(place, { ...how, signal: AbortSignal.timeout(how.body instanceof FormData ? 240000 : 20000) });
      if (!BROKEN.includes(answer.status)) {
        if (line.textContent) line.textContent = line.dataset.back;
        const next = answer.headers.get("X-Next");
        return next ? open(next) : go();
      }
    } catch {}
    line.textContent = line.dataset.gone;
    line.scrollIntoView({ block: "nearest" });
    await later(wait);
  }
}

addEventListener("submit", (sending) => {
  const form = sending.target, by = sending.submitter;
  if (!form.dataset.keep || form.gone || !form.requestSubmit) return;
  sending.preventDefault();
  send(form, by, () => {
    form.gone = 1;
    form.requestSubmit(by);
  });
});

// A picture is made smaller before it leaves the phone, where that works, so that it goes sooner
// and takes nothing along of where and when it was taken. One that stays too big is not sent.
addEventListener("change", async ({ target }) => {
  const file = target.files?.[0], told = document.getElementById("big");
  if (!file) return;
  try {
    const image = await createImageBitmap(file);
    const share = Math.min(1, 1600 / Math.max(image.width, image.height));
    const sheet = document.createElement("canvas"), pen = sheet.getContext("2d");
    [sheet.width, sheet.height] = [image.width * share + 0.5, image.height * share + 0.5];
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(image, 0, 0, sheet.width, sheet.height);
    const small = await new Promise((on) => sheet.toBlob(on, "image/jpeg", 0.85));
    const held = new DataTransfer();
    held.items.add(new File([small], "picture.jpg", { type: "image/jpeg" }));
    if (target.files[0] == file) target.files = held.files;
  } catch {}
  const big = target.files[0]?.size > told.dataset.most;
  told.textContent = big ? told.dataset.big : "";
  if (big) target.value = "";
});

// Reads the page aloud with a voice that is on the device, so that no word leaves it.
export async function read(button) {
  const talk = speechSynthesis, told = button.nextElementSibling;
  const was = talk.speaking;
  talk.cancel();
  if (was) return;
  if (!talk.getVoices().length)
    await Promise.race([new Promise((on) => (talk.onvoiceschanged = on)), later(1)]);
  const tongue = document.querySelector("main").lang || document.documentElement.lang;
  const voice = talk.getVoices().find((one) => one.localService && one.lang.startsWith(tongue));
  told.textContent = voice ? told.dataset.own.replace("VOICE", voice.name) : told.dataset.none;
  if (!voice) return;
  for (const piece of document.querySelectorAll("h1,.ask .hint,.option")) {
    const words = new SpeechSynthesisUtterance(piece.innerText);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.9;
    talk.speak(words);
  }
}

export async function copy(button) {
  const words = [...document.querySelectorAll(".ticket b")].map((one) => one.textContent);
  await navigator.clipboard.writeText(words.join(" "));
  button.textContent = button.dataset.done;
}

// Small comforts. Every page works without this file.

// After a failed form: the summary of errors is read aloud and comes into view, the window's title says so.
const summary = document.querySelector("[data-error-summary]");
if (summary) {
  document.title = `${summary.dataset.errorSummary} ${document.title}`;
  summary.focus();
}

// Menus made of <details> close with Escape and by a click elsewhere.
const openMenus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

// A form is sent once; coming back by the browser's button makes it usable again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  delete form.dataset.changed;
  for (const button of form.querySelectorAll("button, input[type=submit]")) button.setAttribute("aria-disabled", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

// Forms marked with data-warn-unsaved ask before typed text is lost.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-warn-unsaved]");
  if (form) form.dataset.changed = "yes";
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]")) event.preventDefault();
});

// <button data-share hidden>: the phone's own way to pass the page on; data-print: print it.
for (const button of document.querySelectorAll("[data-share], [data-print]")) {
  const isShare = "share" in button.dataset;
  if (isShare && !navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (isShare) navigator.share({ title: document.title, url: button.dataset.share || location.href }).catch(() => {});
    else window.print();
  });
}

// Choices of the list: the button says how many offers they would show, counted by the page itself.
for (const form of document.querySelectorAll("form[data-count]")) {
  let asked = 0;
  form.addEventListener("change", async () => {
    const turn = ++asked;
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const answer = await fetch(`${form.dataset.count}?${query}`).catch(() => null);
    if (!answer?.ok || turn !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const button = page.querySelector("[data-count-here]");
    if (button) form.querySelector("[data-count-here]").textContent = button.textContent;
  });
}

// Forms marked with data-draft are kept on the server every ten seconds while somebody types, never in the browser.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const said = form.querySelector("[data-draft-said]");
  let typed = false;
  form.addEventListener("input", () => (typed = true));
  const timer = setInterval(async () => {
    if (!typed || form.dataset.sent) return;
    typed = false;
    const sent = { method: "POST", body: new FormData(form), redirect: "manual" };
    const answer = await fetch(`${form.dataset.draft}&still=1`, sent).catch(() => null);
    if (answer?.status === 204) said.textContent = `${said.dataset.draftSaid} ${new Date().toTimeString().slice(0, 5)}`;
    else said.textContent = said.dataset.draftFailed;
    // Whoever is logged out meanwhile is asked when she saves; a server that is away is asked again.
    if (answer && answer.status !== 204) clearInterval(timer);
    if (!answer) typed = true;
  }, 10000);
}

// The wall of a meeting follows it by itself; without this file there is a link.
const wall = document.querySelector("[data-wall]");
if (wall) {
  setInterval(async () => {
    const answer = await fetch(location.href).catch(() => null);
    const text = answer?.ok ? await answer.text() : "";
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-wall]");
    if (fresh) wall.replaceChildren(...fresh.childNodes);
  }, 5000);
}

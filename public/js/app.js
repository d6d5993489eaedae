// What every page does for comfort once scripts run. Nothing here is needed to use the site:
// each form works as plain HTML. Under the content policy this file and islands.js are the only hand-written scripts.
(() => {
  const all = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const hold = (form, held) => [...form.elements].forEach((e) => e.type === "submit" && (e.disabled = held));

  // The summary of errors is read out and stands in view.
  document.querySelector("[data-error-summary]")?.focus();

  // A form that only carries one press goes by itself, but never again when someone comes back to it.
  const [visit] = performance.getEntriesByType("navigation");
  if (visit?.type !== "back_forward") document.querySelector("form[data-auto-submit] button")?.click();

  // 表示 / 隠す beside passwords; the button is hidden where it could do nothing.
  all("button[data-reveal]", (button) => {
    const input = document.getElementById(button.dataset.reveal);
    const show = button.textContent;
    const set = (open) => {
      input.type = open ? "text" : "password";
      button.textContent = open ? button.dataset.hide : show;
    };
    button.hidden = false;
    button.addEventListener("click", () => set(input.type === "password"));
    // Sent as text, a password would be kept in the browser's list of past entries.
    input.form?.addEventListener("submit", () => set(false));
  });

  // One press, one request; the server guards itself too. Later than the event, so that the button's
  // own value is sent and a check that holds the form back is respected. Not for ever: who stopped the
  // loading page can press again.
  addEventListener("submit", (event) =>
    setTimeout(() => {
      if (event.defaultPrevented) return;
      hold(event.target, true);
      setTimeout(hold, 10000, event.target, false);
    }),
  );

  // Back from the browser's memory: buttons live again, private pages are asked for anew.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if ("private" in document.documentElement.dataset) location.reload();
    else all("form", (form) => hold(form, false));
  });

  // A link to one question opens its answer.
  const answer = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.localName === "details") target.open = true;
  };
  addEventListener("hashchange", answer);
  answer();

  // Refused in private windows; the site needs no worker.
  addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));
})();

// What every page does for comfort once scripts run. Nothing here is needed to use the site:
// each form works as plain HTML. Under the content policy this file and islands.js are the only hand-written scripts.
(() => {
  const all = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const hold = (form, held) => [...form.elements].forEach((e) => e.type === "submit" && (e.disabled = held));

  // A fade from page to page that is cut short is nobody's error.
  for (const turn of ["pageswap", "pagereveal"]) {
    addEventListener(turn, ({ viewTransition: fade }) => {
      for (const end of [fade?.ready, fade?.finished, fade?.updateCallbackDone]) end?.catch(() => {});
    });
  }

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

  // What is left of a held place. Read out at the minutes that matter, not every second.
  all("[data-countdown]", (clock) => {
    const end = performance.now() + clock.dataset.countdown * 1000;
    const live = document.createElement("span");
    live.className = "visually-hidden";
    live.setAttribute("role", "status");
    clock.after(live);
    const tick = () => {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      if (!left) return over();
      clock.textContent = clock.dataset.text.replace("{m}", Math.floor(left / 60)).replace("{s}", left % 60);
      if ([300, 120, 60].includes(left)) live.textContent = clock.textContent;
      setTimeout(tick, 1000);
    };
    // One sentence and the way on stand in place of what was for the time of the hold.
    const over = () => {
      const lost = document.activeElement?.closest("[data-while-held]");
      all("[data-while-held]", (part) => (part.hidden = true));
      all("[data-when-over]", (part) => {
        part.hidden = false;
        if (lost) part.querySelector("a")?.focus();
      });
    };
    tick();
  });

  // A calendar is one stop of the Tab key; arrows move between its days, Home and End in a week, Page Up and Down by months.
  all("[data-calendar]", (table) => {
    const links = [...table.querySelectorAll("a")];
    const column = (link) => link.closest("td").cellIndex;
    const row = (link) => link.closest("tr").rowIndex;
    const stop = (link) => links.forEach((one) => (one.tabIndex = one === link ? 0 : -1));
    const same = (from, step) =>
      links.filter((one) => column(one) === column(from) && (row(one) - row(from)) * step > 0).at(step > 0 ? 0 : -1);
    const week = (from) => links.filter((one) => row(one) === row(from));
    const moves = {
      ArrowLeft: (at) => links[links.indexOf(at) - 1],
      ArrowRight: (at) => links[links.indexOf(at) + 1],
      ArrowUp: (at) => same(at, -1),
      ArrowDown: (at) => same(at, 1),
      Home: (at) => week(at)[0],
      End: (at) => week(at).at(-1),
    };
    const pages = { PageUp: "before", PageDown: "after" };
    table.addEventListener("focusin", (event) => stop(event.target));
    table.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const page = document.querySelector(`[data-calendar-page="${pages[event.key]}"]`);
      const next = moves[event.key]?.(event.target);
      if (next || page || event.key in moves) event.preventDefault();
      next?.focus();
      page?.click();
    });
    const first = links.find((link) => link.ariaCurrent) ?? links[0];
    stop(first);
    // Leafing loads the page anew: the keys go on working where they were.
    if (location.hash === "#calendar") first?.focus();
  });

  // Ticking an option asks for the amount at once. The answers about health stay where they are.
  all("form[data-prices]", (form) => {
    const box = form.querySelector("[data-estimates]");
    let asking;
    form.addEventListener("change", async (event) => {
      if (event.target.name !== "form[options][]") return;
      asking?.abort();
      const { signal } = (asking = new AbortController());
      const told = [...new FormData(form)].filter(([name]) => !/conditions|none/.test(name));
      const body = new URLSearchParams([...told, ["form[act]", "price"]]);
      try {
        const answer = await fetch(form.action, { method: "POST", body, signal });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        box.replaceChildren(...page.querySelector("[data-estimates]").childNodes);
      } catch {
        if (!signal.aborted) box.textContent = box.dataset.late;
      }
    });
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

// Runs inside the page. What axe-core does not see: focus, keyboard, tiny targets, sideways scroll, inline code.
(() => {
  const INTERACTIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable=true]";

  const name = (element) => {
    const id = element.id ? `#${element.id}` : "";
    const css = typeof element.className === "string" && element.className ? `.${element.className.trim().split(/\s+/)[0]}` : "";
    const text = (element.innerText || element.value || element.getAttribute("aria-label") || "").trim().slice(0, 30);
    return `<${element.localName}${id}${css}> „${text.replace(/\s+/g, " ")}“`;
  };

  const isSeen = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;

  const isOpen = (element) => {
    const closed = element.closest("details:not([open])");
    return !closed || (element.localName === "summary" && element.parentElement === closed);
  };

  const interactive = () =>
    [...document.querySelectorAll(INTERACTIVE)].filter(
      (element) => !element.disabled && element.tabIndex >= 0 && isSeen(element) && isOpen(element),
    );

  const look = (element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle === "none" ? "none" : `${style.outlineWidth} ${style.outlineStyle} ${style.outlineColor}`;
    // "auto" is the browser's own ring, which is thick enough whatever width it reports.
    const widths = { none: 0, auto: 2 };
    return { outline, width: widths[style.outlineStyle] ?? parseFloat(style.outlineWidth), shadow: style.boxShadow };
  };

  const clickable = new Set();
  const original = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (type === "click" && this instanceof Element) clickable.add(this);
    return original.call(this, type, ...rest);
  };

  const isUsable = (element) => element.closest("a[href], button, input, select, textarea, summary, label, option, [tabindex]");

  const inSentence = (element) => {
    const style = getComputedStyle(element);
    if (!style.display.startsWith("inline") || style.display === "inline-flex") return false;
    const text = [...element.parentElement.childNodes]
      .filter((node) => node !== element)
      .map((node) => node.textContent)
      .join("")
      .trim();
    return text.length > 0;
  };

  const isOutside = (element) => {
    const box = element.getBoundingClientRect();
    return box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight;
  };

  window.portalChecks = {
    remember() {
      this.visited = new Set();
      this.last = null;
      // Tab starts again at the top, wherever the page itself has put the focus.
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute("tabindex");
      this.before = new Map(interactive().map((element) => [element, look(element)]));
      return this.before.size;
    },

    // Called after each Tab: null at the end of the page, else what is wrong with the focus ("" for nothing).
    async stop() {
      const element = document.activeElement;
      // A date field has several stops inside.
      if (element === this.last) return "";
      this.last = element;
      if (!element || element === document.body || this.visited.has(element)) return null;
      this.visited.add(element);
      const now = look(element);
      const before = this.before.get(element);
      const changed = before && (now.outline !== before.outline || now.shadow !== before.shadow);
      if (before && (!changed || (now.width < 2 && now.shadow === before.shadow))) return `Fokus unsichtbar: ${name(element)}`;
      // The window follows the focus with its next frames; a busy machine draws them late.
      for (let frame = 0; frame < 2 && isOutside(element); frame += 1) await new Promise(requestAnimationFrame);
      if (isOutside(element))
        return `Fokus außerhalb des Fensters: ${name(element)}`;
      return "";
    },

    unreached() {
      const isRadioOfGroup = (element) =>
        element.type === "radio" && [...this.visited].some((other) => other.type === "radio" && other.name === element.name);
      return [...this.before.keys()]
        .filter((element) => !this.visited.has(element) && !isRadioOfGroup(element))
        .map((element) => `Mit der Tastatur nicht erreichbar: ${name(element)}`);
    },

    clickOnly() {
      const suspects = new Set([...clickable, ...document.querySelectorAll("[onclick], [role=button], [role=link], [role=tab]")]);
      for (const element of document.querySelectorAll("main *, header *, footer *")) {
        const isTop = getComputedStyle(element.parentElement).cursor !== "pointer";
        if (isTop && getComputedStyle(element).cursor === "pointer") suspects.add(element);
      }
      return [...suspects]
        .filter((element) => element.isConnected && isSeen(element) && !isUsable(element))
        .map((element) => `Nur mit der Maus bedienbar: ${name(element)}`);
    },

    tinyTargets() {
      return interactive()
        .filter((element) => !inSentence(element) && element.getAttribute("role") !== "region" && element !== document.querySelector("main"))
        .filter((element) => !element.closest(".card") || element.closest("h2, h3") === null)
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24)
        .map(([element, box]) => `Zu klein zum Treffen (${Math.round(box.width)}×${Math.round(box.height)}): ${name(element)}`);
    },

    placeholderLabels() {
      return [...document.querySelectorAll("input[placeholder], textarea[placeholder]")]
        .filter((element) => element.type !== "hidden" && !element.labels?.length)
        .filter((element) => !element.getAttribute("aria-label") && !element.getAttribute("aria-labelledby"))
        .map((element) => `Platzhalter statt Beschriftung: ${name(element)}`);
    },

    sideways() {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth + 1) return [];
      const wide = [...document.querySelectorAll("body *")].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1) && isSeen(element);
      });
      return [`Seitwärts zu scrollen (${root.scrollWidth} statt ${root.clientWidth}): ${wide.slice(-3).map(name).join(", ")}`];
    },

    inlineCode() {
      const found = [];
      for (const element of document.querySelectorAll("*")) {
        // A screenshot by Playwright hides the caret of every input and leaves an empty attribute behind.
        if (element.getAttribute("style")) found.push(`style-Attribut: ${name(element)}`);
        for (const attribute of element.getAttributeNames()) if (attribute.startsWith("on")) found.push(`${attribute}: ${name(element)}`);
      }
      for (const element of document.querySelectorAll("html > head style, body style, script:not([src], [type='application/ld+json'])"))
        if (!element.closest("svg")) found.push(`Inline-${element.localName}`);
      return found;
    },
  };
})();

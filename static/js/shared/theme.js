/*
 * The light or dark theme: the reader's choice, else the system's. A classic script in the head, so
 * that the first paint already has it.
 */
(() => {
  "use strict";
  const KEY = "mention-mapper-theme";
  const CHOICES = ["auto", "light", "dark"];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;

  /** @returns {string} */
  function stored() {
    try {
      const choice = localStorage.getItem(KEY) ?? "";
      return CHOICES.includes(choice) ? choice : "auto";
    } catch {
      return "auto"; // pages opened from a disk may not use storage
    }
  }

  /** @param {string} choice */
  function apply(choice) {
    const theme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
    root.dataset.themeChoice = choice;
    if (root.dataset.theme !== theme) {
      root.dataset.theme = theme;
      document.dispatchEvent(new CustomEvent("themechange"));
    }
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.setAttribute("aria-label", `Theme: ${choice}. Change it`);
      button.setAttribute("title", `Theme: ${choice}`);
    }
  }

  function chosen() {
    return root.dataset.themeChoice ?? CHOICES[0];
  }

  function next() {
    const choice = CHOICES[(CHOICES.indexOf(chosen()) + 1) % CHOICES.length];
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // The choice then lasts as long as the page.
    }
    apply(choice);
  }

  apply(stored());
  dark.addEventListener("change", () => apply(chosen()));
  document.addEventListener("DOMContentLoaded", () => apply(chosen()));
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-theme-toggle]")) next();
  });
})();

/* The article's text beside its map: its places, its claims, and which of them are highlighted. */

const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

/**
 * @param {HTMLElement} text
 * @param {{onMention: (mention: HTMLElement) => void, onPoint: (id: string | null) => void}} events
 */
export function readingText(text, { onMention, onPoint }) {
  /** @param {Event} event */
  function placeAt(event) {
    const found = event.target instanceof Element ? event.target.closest("[data-place]") : null;
    return found instanceof HTMLElement ? found.dataset.place ?? null : null;
  }

  for (const type of ["mouseover", "focusin"]) text.addEventListener(type, (event) => onPoint(placeAt(event)));
  for (const type of ["mouseleave", "focusout"]) text.addEventListener(type, () => onPoint(null));
  text.addEventListener("click", (event) => {
    const found = event.target instanceof Element ? event.target.closest("[data-mention]") : null;
    if (!(found instanceof HTMLElement) || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onMention(found);
  });

  /** @param {string} name */
  function clear(name) {
    for (const segment of text.querySelectorAll(`.${name}`)) segment.classList.remove(name);
  }

  /**
   * @param {string} selector
   * @param {string} name
   * @returns {HTMLElement | null} the first of those highlighted
   */
  function highlight(selector, name) {
    clear(name);
    const segments = text.querySelectorAll(selector);
    for (const segment of segments) segment.classList.add(name);
    return /** @type {HTMLElement | null} */ (segments[0] ?? null);
  }

  /** @param {HTMLElement | null} segment */
  function bring(segment) {
    segment?.scrollIntoView({ block: "center", behavior: CALM.matches ? "auto" : "smooth" });
  }

  return {
    /**
     * Highlight what an address such as #claim-4 or #mention-2 names, and scroll it into view.
     *
     * @param {string} hash
     * @returns {HTMLElement | null}
     */
    follow(hash) {
      clear("is-highlighted");
      const [, kind, index] = /^#(claim|mention)-(\d+)$/.exec(hash) ?? [];
      if (!kind) return null;
      const first = highlight(kind === "claim" ? `[data-claims~="${index}"]` : `[data-mention="${index}"]`, "is-highlighted");
      bring(first);
      return first;
    },
    /** @param {string | null} id the place whose mentions are to be marked */
    markPlace(id) {
      if (id === null) clear("is-pointed");
      else highlight(`[data-place="${CSS.escape(id)}"]`, "is-pointed");
    },
    /** @param {string} id */
    bringPlace: (id) => bring(text.querySelector(`[data-place="${CSS.escape(id)}"]`)),
    /** @param {number[] | null} claims those that stay marked; null for all */
    keep(claims) {
      text.classList.toggle("is-narrowed", claims !== null);
      clear("is-kept");
      for (const index of claims ?? []) {
        for (const segment of text.querySelectorAll(`[data-claims~="${index}"]`)) segment.classList.add("is-kept");
      }
    },
    /** @param {number} index of a claim; null if it is in the headline */
    claimStart: (index) => /** @type {HTMLElement | null} */ (text.querySelector(`#text [data-claims~="${index}"]`)),
  };
}

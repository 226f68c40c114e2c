/* Steps whose answer is not shown yet: what is begun meanwhile is for what is shown next, and waits for it. */

/**
 * @typedef {{isAwaited: () => boolean, end: (isKept?: boolean) => void}} Step ``isAwaited`` is whether the person still waits for what
 *   follows, ``end`` gets whether the server kept it
 */

/** The mention of a step that may show any mention next. */
export const ANY = "";

export function settling() {
  /** @type {Set<{of: string}>} */
  const steps = new Set();
  /** @type {{does: () => unknown, isForNext: boolean}[]} */
  let begun = [];

  function goOn() {
    if (steps.size) return;
    for (const { does } of begun.splice(0)) void does();
  }

  return {
    /** @param {string} of the mention that it is about, or ANY @returns {Step} */
    begin(of) {
      const step = { of };
      steps.add(step);
      return {
        isAwaited: () => steps.has(step),
        end(isKept = true) {
          steps.delete(step);
          if (!isKept) begun = begun.filter(({ isForNext }) => isForNext); // its undo would take back something else
          goOn();
        },
      };
    },
    /** @param {string} of @returns {boolean} whether a step about this mention is not over */
    isOpen: (of) => [...steps].some((step) => step.of === of || step.of === ANY),
    isAny: () => steps.size > 0,
    /**
     * Do it once all steps are over.
     *
     * @param {() => unknown} does
     * @param {{isForNext?: boolean}} [options] whether it is about what is shown next
     */
    later(does, { isForNext = true } = {}) {
      begun.push({ does, isForNext });
    },
    /** The person chose what is shown now, and waits for nothing else. */
    choose() {
      begun = begun.filter(({ isForNext }) => !isForNext);
      for (const step of steps) if (step.of === ANY) steps.delete(step);
      goOn();
    },
  };
}

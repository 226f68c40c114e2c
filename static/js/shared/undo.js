/* Deleting an article at once, with a button that puts it back: nobody has to be asked whether they are sure. */

import { postForm } from "./api.js";
import { el, need } from "./dom.js";

/**
 * Say what was deleted, with a button to put it back.
 *
 * @param {{words: string, deletion: string, onBack: () => void, onProblem: (error: unknown) => void}} deleted
 */
export function offerUndo({ words, deletion, onBack, onProblem }) {
  const button = el("button", { type: "button", class: "button" }, "Undo");
  const line = el("div", { class: "flash is-info snack", tabindex: "-1" }, el("span", {}, words), button);
  button.addEventListener("click", async () => {
    const form = new FormData();
    form.append("deletion", deletion);
    try {
      await postForm("/bin/put-back", form);
      line.remove();
      onBack();
    } catch (error) {
      onProblem(error);
    }
  });
  need("#deleted").replaceChildren(line);
}

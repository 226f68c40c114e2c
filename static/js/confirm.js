/* Asking before an article is deleted: it cannot be undone. */

import { postForm } from "./api.js";
import { need } from "./dom.js";

/**
 * @param {{id: number | string, title: string}} article
 * @returns {Promise<boolean>} whether it was deleted
 */
export function confirmDelete(article) {
  const dialog = /** @type {HTMLDialogElement} */ (need("#confirm-delete"));
  const problem = need(".dialog-problem", dialog);
  const yes = /** @type {HTMLButtonElement} */ (need("[value=delete]", dialog));
  need(".dialog-title", dialog).textContent = article.title;
  problem.hidden = true;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    async function answer(/** @type {Event} */ event) {
      event.preventDefault();
      yes.disabled = true;
      try {
        await postForm(`/articles/${article.id}/delete`, new FormData());
        dialog.close("delete");
      } catch (error) {
        problem.textContent = error instanceof Error ? error.message : String(error);
        problem.hidden = false;
      }
      yes.disabled = false;
    }
    yes.addEventListener("click", answer);
    dialog.addEventListener(
      "close",
      () => {
        yes.removeEventListener("click", answer);
        resolve(dialog.returnValue === "delete");
      },
      { once: true },
    );
  });
}

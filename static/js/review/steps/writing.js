/* Whether somebody is typing or choosing something: an answer that comes meanwhile leaves them where they are. */

const FIELDS = "input, select, textarea";
/** What is filled in, chosen or drawn about the mention that is shown. */
const ABOUT_IT = ".claim-form-holder, #picker, .review-search, .review-preview, .is-pointing";

function focused() {
  const now = document.activeElement;
  return now instanceof HTMLElement && now.checkVisibility() ? now : null;
}

/** @returns {boolean} whether the focus has to stay where it is */
export function isWriting() {
  return Boolean(focused()?.closest(`${FIELDS}, ${ABOUT_IT}`));
}

/** @returns {boolean} whether it is about the mention that is shown, which then has to stay */
export function isWritingAboutIt() {
  const now = focused();
  return Boolean(now?.closest(ABOUT_IT) || (now?.matches(FIELDS) && now.closest("#claims, #decide")));
}

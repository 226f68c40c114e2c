/* A few filters as a page embeds them. */

const one = (name, rest) => ({ name, label: name, shape: "choice", several: true, widens: false, words: "{}", dash: "", values: [], ...rest });

export const DECLARED = [
  one("article", { words: "of {}" }),
  one("speaker", { words: "by {}", dash: "somebody who is not named" }),
  one("manner", {
    values: [
      { value: "denies", label: "denials" },
      { value: "alleges", label: "allegations" },
    ],
  }),
  one("words", { shape: "text", several: false, words: "with “{}”" }),
  one("attitudes", { shape: "flag", several: false, widens: true }),
];

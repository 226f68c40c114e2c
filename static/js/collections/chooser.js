/* Choosing a collection shows it at once; the rest of the address stays, but for what belongs to one article. */

const form = document.querySelector("#collection-chooser");
const select = form?.querySelector("select");
select?.addEventListener("change", () => {
  const query = new URLSearchParams(window.location.search);
  for (const name of ["collection", "article", "place", "before"]) query.delete(name);
  if (select.value) query.set("collection", select.value);
  window.location.assign(`/${query.size ? `?${query}` : ""}`);
});

/* The page of one job. */

import { followPage } from "./jobs.js";
import { need } from "../shared/dom.js";

followPage().catch((error) => {
  need("#job-words").textContent = error instanceof Error ? error.message : String(error);
});

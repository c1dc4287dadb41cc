import { apiRules } from "./api-rules.mjs";
import { coreRules } from "./core-rules.mjs";
import { houseRules } from "./house-rules.mjs";
import { webRules } from "./web-rules.mjs";

/** Every arrow that nobody may draw. */
export const importRules = [...coreRules, ...apiRules, ...webRules, ...houseRules];

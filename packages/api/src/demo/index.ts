export { type DemonstrationAccount } from "./accounts-file.ts";
export { type DemonstrationMade, type DemonstrationParts, makeDemonstration } from "./make-demonstration.ts";

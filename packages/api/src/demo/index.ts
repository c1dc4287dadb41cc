export { type DemonstrationAccount } from "./accounts-file.ts";
export {
  type DemonstrationMade,
  type DemonstrationParts,
  InstallationTaken,
  makeDemonstration,
} from "./make-demonstration.ts";

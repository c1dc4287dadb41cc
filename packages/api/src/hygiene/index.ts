import { makeHygieneCards } from "./hygiene-cards.read-model.ts";
import { HygieneCountResolver, HygieneResolver } from "./hygiene.resolver.ts";
import { makeKeyHygiene } from "./key-hygiene.ts";
import { makeWillItWork, type WillItWorkParts } from "./will-it-work/will-it-work.read-model.ts";
import { WillItWorkResolver } from "./will-it-work/will-it-work.resolver.ts";

export { type HygieneFinding, hygieneFindings } from "./hygiene-finding.ts";
export type { KeyHygieneReport } from "./key-hygiene.ts";

/** Puts together what administrators look at: the hygiene of keys, and whether unblocking will work. */
export function makeHygiene(
  parts: WillItWorkParts & {
    readonly fingerprintOf: (key: Uint8Array) => string;
    readonly site: { readonly helpDesk: string | null; readonly publicUrl: string | null };
  },
) {
  const keyHygiene = makeKeyHygiene(parts);
  return {
    keyHygiene,
    resolvers: [
      new HygieneResolver(keyHygiene, makeHygieneCards({ ...parts, hygiene: keyHygiene })),
      new HygieneCountResolver(),
      new WillItWorkResolver(makeWillItWork(parts), parts.site),
    ],
  };
}

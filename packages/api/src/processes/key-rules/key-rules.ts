import { looksLikeDerivation } from "@unlatch/core/keys/derivation-shape";
import { readInputTemplate } from "@unlatch/core/keys/input-template";
import { cardTypeOfCard, profileKeysRepository } from "../../profiles/index.ts";
import type { Release, ReleaseRule } from "../release-rules.ts";

/** The card still uses 3DES, and the installation refuses it. */
export interface StrictCryptographyRefuses {
  readonly type: "StrictCryptographyRefuses";
  readonly reference: string;
}

/** The challenge is what a card's key would be derived from: whoever types that wants a key, not a response. */
export interface ChallengeLooksDerived {
  readonly type: "ChallengeLooksDerived";
}

/** @returns the rules about keys and ciphers, in the order in which they are asked */
export function keyRules({ isStrict }: { readonly isStrict: boolean }): readonly ReleaseRule[] {
  return isStrict ? [refuseLegacy, refuseDerivationInput] : [refuseDerivationInput];
}

async function refuseLegacy({ ground, process }: Release): Promise<StrictCryptographyRefuses | null> {
  const { cipher } = cardTypeOfCard(ground.profile, ground.card);
  return cipher === "3DES" ? { type: "StrictCryptographyRefuses", reference: process.reference } : null;
}

async function refuseDerivationInput({ work, challenge }: Release): Promise<ChallengeLooksDerived | null> {
  const derivations = await profileKeysRepository(work.sql).derivations();
  const isInput = derivations.some(({ scheme, inputTemplate }) => {
    const read = readInputTemplate(inputTemplate);
    return read.type === "TemplateRead" && looksLikeDerivation(scheme, read.template, challenge);
  });
  return isInput ? { type: "ChallengeLooksDerived" } : null;
}

import { shallowRef } from "vue";
import type { ProofMethod } from "../../graphql/generated/graphql.ts";

/** The question who somebody is, while it is open. */
export interface ProofWanted {
  /** What will do, the best first. */
  readonly methods: readonly ProofMethod[];
  /** Closes the question. */
  readonly settle: (isProved: boolean) => void;
}

/** The question that the page shows now, if any. */
export const proofWanted = shallowRef<ProofWanted | null>(null);

/** Asks the person to prove once more who they are, over whatever is on the page. @returns whether they did */
export function askForProof(methods: readonly ProofMethod[]): Promise<boolean> {
  proofWanted.value?.settle(false);
  return new Promise((resolve) => {
    proofWanted.value = {
      methods,
      settle: (isProved) => {
        proofWanted.value = null;
        resolve(isProved);
      },
    };
  });
}

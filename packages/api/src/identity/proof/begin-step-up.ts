import type { Person } from "../../platform/actor.ts";
import type { SignInOrigin } from "../../platform/request-context.ts";
import type { Sql } from "../../platform/sql.ts";
import type { PasskeyCeremonies } from "../passkeys/passkey-ceremonies.ts";
import { passkeyRepository } from "../passkeys/passkey.repository.ts";
import { sessionRepository } from "../sessions/session.repository.ts";
import { methodsFor } from "./fresh-proof.ts";
import type { ProofMethod } from "./proof-methods.ts";
import { waysInOf } from "./ways-in.read-model.ts";

/** What a person can prove themselves with, and what their authenticator is to sign. */
export interface StepUpBegun {
  readonly type: "StepUpBegun";
  readonly methods: readonly ProofMethod[];
  readonly passkeyOptionsJson: string | null;
}

/** Tells somebody who is signed in how they can prove once more that it is them. Changes nothing. */
export const makeBeginStepUp =
  ({ reader, ceremonies }: { reader: Sql; ceremonies: PasskeyCeremonies }) =>
  async (person: Person, { siteOrigin }: SignInOrigin): Promise<StepUpBegun> => {
    const [ways, session, passkeys] = await Promise.all([
      waysInOf(reader, person.userId),
      sessionRepository(reader).byId(person.sessionId ?? ""),
      passkeyRepository(reader).ofUser(person.userId),
    ]);
    const methods = methodsFor(ways, session, { acceptsRecoveryCode: true });
    const ceremony = { purpose: `STEP_UP ${person.sessionId ?? ""}`, siteOrigin } as const;
    const passkeyOptionsJson = passkeys.length > 0 ? await ceremonies.signingOptions(ceremony, passkeys) : null;
    return { type: "StepUpBegun", methods, passkeyOptionsJson };
  };

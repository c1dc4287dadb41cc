import type { Person } from "../../platform/actor.ts";
import type { Work } from "../../platform/unit-of-work.ts";
import { masterKeyBytesRepository } from "./master-key-bytes.repository.ts";
import type { MasterKeyDesk } from "./master-key-desk.ts";
import type { ApproverEnteredComponent, MasterKeyInAnotherState, MasterKeyNotFound } from "./master-key-refusals.ts";
import { type MasterKeyRecord, masterKeyRepository, type MasterKeyState } from "./master-key.repository.ts";

/** Everything that can come of deciding about a master key. */
export type DecideMasterKeyOutcome =
  | { readonly type: "MasterKeySaved"; readonly masterKey: MasterKeyRecord }
  | MasterKeyNotFound
  | MasterKeyInAnotherState
  | ApproverEnteredComponent;

/** Approves a master key that has all its components: from now on it can be used. Whoever entered one cannot. */
export const makeApproveMasterKey =
  (desk: MasterKeyDesk) =>
  (person: Person, { masterKeyId }: { readonly masterKeyId: string }): Promise<DecideMasterKeyOutcome> =>
    desk.unitOfWork.audited<DecideMasterKeyOutcome>(
      { name: "masterKey.approve", success: "MasterKeySaved" },
      person,
      async (work) => {
        const masterKey = await lockedKey(work, masterKeyId);
        if (masterKey === null) return { type: "MasterKeyNotFound" };
        if (masterKey.state !== "AWAITING_APPROVAL") return { type: "MasterKeyInAnotherState", state: masterKey.state };
        if (masterKey.components.some(({ enteredById }) => enteredById === person.userId)) {
          return { type: "ApproverEnteredComponent" };
        }
        return decided(work, { masterKey, state: "ACTIVE", person, at: desk.clock() });
      },
    );

/** Ends a ceremony without a key: its components, and the key where it was put together already, are gone. */
export const makeRejectMasterKey =
  (desk: MasterKeyDesk) =>
  (person: Person, { masterKeyId }: { readonly masterKeyId: string }): Promise<DecideMasterKeyOutcome> =>
    desk.unitOfWork.audited<DecideMasterKeyOutcome>(
      { name: "masterKey.reject", success: "MasterKeySaved" },
      person,
      async (work) => {
        const masterKey = await lockedKey(work, masterKeyId);
        if (masterKey === null) return { type: "MasterKeyNotFound" };
        const isOpen = masterKey.state === "COLLECTING" || masterKey.state === "AWAITING_APPROVAL";
        if (!isOpen) return { type: "MasterKeyInAnotherState", state: masterKey.state };
        await masterKeyBytesRepository(work.sql).removeBytes(masterKey.id);
        return decided(work, { masterKey, state: "REJECTED", person, at: desk.clock() });
      },
    );

async function lockedKey({ sql, concerns }: Work, id: string): Promise<MasterKeyRecord | null> {
  const masterKey = await masterKeyRepository(sql).lockById(id);
  if (masterKey === null) return null;
  const [shown] = masterKey.checkValues;
  concerns({
    facts: {
      masterKey: masterKey.name,
      checkValue: shown?.value ?? masterKey.expectedCheckValue,
      convention: shown?.convention ?? masterKey.convention,
      before: masterKey.state,
    },
  });
  return masterKey;
}

async function decided(
  { sql, concerns }: Work,
  given: {
    readonly masterKey: MasterKeyRecord;
    readonly state: MasterKeyState;
    readonly person: Person;
    readonly at: Date;
  },
): Promise<DecideMasterKeyOutcome> {
  const { masterKey: before, state, person, at } = given;
  const masterKey = {
    ...before,
    state,
    decidedById: person.userId,
    decidedAt: at,
    version: before.version + 1,
  };
  await masterKeyRepository(sql).saveProgress(masterKey);
  concerns({ facts: { after: state } });
  return { type: "MasterKeySaved", masterKey };
}

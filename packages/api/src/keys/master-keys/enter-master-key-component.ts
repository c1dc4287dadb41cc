import { wipe } from "@unlatch/core/bytes";
import { weaknessOf } from "@unlatch/core/keys/canonical-key";
import { checkValue } from "@unlatch/core/keys/check-value";
import { masterKeyFacts } from "@unlatch/core/keys/master-key-kind";
import type { Person } from "../../platform/actor.ts";
import type { Sql } from "../../platform/sql.ts";
import { readCheckValue, readComponent } from "./component-text.ts";
import { masterKeyBytesRepository } from "./master-key-bytes.repository.ts";
import type { MasterKeyDesk } from "./master-key-desk.ts";
import type * as refused from "./master-key-refusals.ts";
import { checkValuesOf, combined, componentBoundTo, keyBoundTo } from "./master-key-seals.ts";
import { type MasterKeyRecord, masterKeyRepository } from "./master-key.repository.ts";

/** One component as its officer typed it from their sheet. */
export interface EnterMasterKeyComponentCommand {
  readonly masterKeyId: string;
  /** From 1. */
  readonly number: number;
  readonly component: string;
  readonly checkValue: string;
}

/** Everything that can come of it; each name is also the GraphQL type the client receives. */
export type EnterMasterKeyComponentOutcome =
  | { readonly type: "MasterKeySaved"; readonly masterKey: MasterKeyRecord }
  | refused.MasterKeyNotFound
  | refused.MasterKeyInAnotherState
  | refused.ComponentNumberUnusable
  | refused.ComponentAlreadyYours
  | refused.ComponentUnreadable
  | refused.ComponentEmpty
  | refused.CheckValueUnreadable
  | refused.ComponentCheckValueDiffers
  | CombinedRefusal;

type CombinedRefusal =
  | refused.CombinedCheckValueDiffers
  | refused.MasterKeyWeak
  | refused.MasterKeyKnown
  | refused.KeyUsageConflict;

/**
 * Takes one component of a master key from an administrator who entered none of it yet. With the last one the key is put
 * together, checked against the ceremony sheet and sealed; then the components are gone.
 */
export const makeEnterMasterKeyComponent =
  (desk: MasterKeyDesk) =>
  (person: Person, command: EnterMasterKeyComponentCommand): Promise<EnterMasterKeyComponentOutcome> =>
    desk.unitOfWork.audited<EnterMasterKeyComponentOutcome>(
      { name: "masterKey.enterComponent", success: "MasterKeySaved" },
      person,
      async ({ sql, concerns }) => {
        const masterKey = await masterKeyRepository(sql).lockById(command.masterKeyId);
        if (masterKey === null) return { type: "MasterKeyNotFound" };
        concerns({ facts: { masterKey: masterKey.name, component: String(command.number) } });
        const refusal = whyNot(person, masterKey, command.number);
        if (refusal !== null) return refusal;
        const component = readComponent(command.component, masterKeyFacts(masterKey.kind).keyLength);
        if (component === null) {
          return { type: "ComponentUnreadable", expectedDigits: masterKeyFacts(masterKey.kind).keyLength * 2 };
        }
        try {
          const typed = readCheckValue(command.checkValue);
          if (typed === null) return { type: "CheckValueUnreadable", part: "checkValue" };
          concerns({ facts: { checkValue: typed, convention: masterKey.convention } });
          return await take(desk, { sql, person, masterKey, number: command.number, component, checkValue: typed });
        } finally {
          wipe(component);
        }
      },
    );

function whyNot(person: Person, { state, components, neededComponents }: MasterKeyRecord, number: number) {
  if (state !== "COLLECTING") return { type: "MasterKeyInAnotherState", state } as const;
  if (components.some(({ enteredById }) => enteredById === person.userId)) {
    return { type: "ComponentAlreadyYours" } as const;
  }
  const missing = Array.from({ length: neededComponents }, (_, index) => index + 1).filter(
    (one) => !components.some((component) => component.number === one),
  );
  return missing.includes(number) ? null : ({ type: "ComponentNumberUnusable", missing } as const);
}

interface Taken {
  readonly sql: Sql;
  readonly person: Person;
  readonly masterKey: MasterKeyRecord;
  readonly number: number;
  readonly component: Uint8Array;
  readonly checkValue: string;
}

async function take(desk: MasterKeyDesk, taken: Taken): Promise<EnterMasterKeyComponentOutcome> {
  const { sql, person, masterKey, number, component } = taken;
  if (component.every((byte) => byte === 0)) return { type: "ComponentEmpty" };
  const { cipher } = masterKeyFacts(masterKey.kind);
  if (checkValue(cipher, masterKey.convention, component) !== taken.checkValue) {
    return { type: "ComponentCheckValueDiffers" };
  }
  const isLast = masterKey.components.length + 1 === masterKey.neededComponents;
  const key = isLast ? await combined(desk.seals, sql, { masterKeyId: masterKey.id, last: component }) : null;
  try {
    const refusal = key === null ? null : await whyNotKey(desk, { sql, masterKey, key });
    if (refusal !== null) return refusal;
    const enteredAt = desk.clock();
    const kept = { id: desk.random.id(), masterKeyId: masterKey.id, number, checkValue: taken.checkValue };
    const sealed = await desk.seals.seal(sql, componentBoundTo(masterKey.id, number), component);
    await masterKeyBytesRepository(sql).addComponent({ ...kept, sealed, enteredById: person.userId }, enteredAt);
    const components = [...masterKey.components, { ...kept, enteredById: person.userId, enteredAt }];
    const grown = { ...masterKey, components, version: masterKey.version + 1 };
    const next = key === null ? grown : await putTogether(desk, { sql, masterKey: grown, key });
    await masterKeyRepository(sql).saveProgress(next);
    return { type: "MasterKeySaved", masterKey: next };
  } finally {
    if (key !== null) wipe(key);
  }
}

interface Together {
  readonly sql: Sql;
  readonly masterKey: MasterKeyRecord;
  readonly key: Uint8Array;
}

async function whyNotKey({ seals }: MasterKeyDesk, { sql, masterKey, key }: Together): Promise<CombinedRefusal | null> {
  const { kind, convention, expectedCheckValue: expected, usage } = masterKey;
  if (checkValue(masterKeyFacts(kind).cipher, convention, key) !== expected) {
    return { type: "CombinedCheckValueDiffers", expected };
  }
  const weakness = usage === "DERIVE" ? weaknessOf(key) : null;
  if (weakness !== null) return { type: "MasterKeyWeak", weakness };
  const bytes = masterKeyBytesRepository(sql);
  await bytes.holdUsages(false);
  const known = await bytes.usageOf(seals.fingerprintOf(key));
  if (known === null) return null;
  if (known.usage !== usage) return { type: "KeyUsageConflict", usage: known.usage };
  return known.name === null ? null : { type: "MasterKeyKnown", name: known.name };
}

async function putTogether({ seals }: MasterKeyDesk, { sql, masterKey, key }: Together): Promise<MasterKeyRecord> {
  const sealed = await seals.seal(sql, keyBoundTo(masterKey), key);
  await masterKeyBytesRepository(sql).putTogether(masterKey.id, sealed, seals.fingerprintOf(key));
  return { ...masterKey, state: "AWAITING_APPROVAL", checkValues: checkValuesOf(masterKey.kind, key) };
}

import type { CheckValueConvention } from "@unlatch/core/keys/check-value";
import type { KeyUsage } from "@unlatch/core/keys/key-source";
import {
  conventionsFor,
  isMasterKeyKind,
  masterKeyFacts,
  masterKeyKinds,
  type MasterKeyKind,
} from "@unlatch/core/keys/master-key-kind";
import { fold } from "../../identity/index.ts";
import type { Person } from "../../platform/actor.ts";
import { readCheckValue } from "./component-text.ts";
import type { MasterKeyDesk } from "./master-key-desk.ts";
import type {
  CheckValueUnreadable,
  MasterKeyNameTaken,
  MasterKeyNameUnusable,
  MasterKeyPlanUnusable,
  StrictModeRefusesLegacy,
} from "./master-key-refusals.ts";
import { type MasterKeyRecord, masterKeyRepository } from "./master-key.repository.ts";

/** What the ceremony sheet says of the key to be. */
export interface CreateMasterKeyCommand {
  readonly name: string;
  /** A kind of master key. */
  readonly cipher: string;
  /** `RESPOND` for a key that all cards of a profile share. Never changes. */
  readonly usage: KeyUsage;
  /** 2 or 3. */
  readonly components: number;
  readonly expectedCheckValue: string;
  /** How the sheet's check values are taken; left out: the usual way. */
  readonly convention?: CheckValueConvention | null | undefined;
}

/** Everything that can come of it; each name is also the GraphQL type the client receives. */
export type CreateMasterKeyOutcome =
  | { readonly type: "MasterKeySaved"; readonly masterKey: MasterKeyRecord }
  | MasterKeyNameUnusable
  | MasterKeyNameTaken
  | MasterKeyPlanUnusable
  | CheckValueUnreadable
  | StrictModeRefusesLegacy;

/** Begins the ceremony of a master key: what it is to be, before anybody enters a component. */
export const makeCreateMasterKey =
  ({ unitOfWork, clock, random, isStrict }: MasterKeyDesk) =>
  (person: Person, command: CreateMasterKeyCommand): Promise<CreateMasterKeyOutcome> =>
    unitOfWork.audited<CreateMasterKeyOutcome>(
      { name: "masterKey.create", success: "MasterKeySaved" },
      person,
      async ({ sql, concerns }) => {
        const plan = readPlan(command);
        if (plan.type !== "Plan") return plan;
        const { name, kind, convention, expectedCheckValue } = plan;
        concerns({ facts: { masterKey: name, usage: command.usage, cipher: kind, checkValue: expectedCheckValue } });
        if (isStrict && masterKeyFacts(kind).cipher === "3DES") return { type: "StrictModeRefusesLegacy" };
        const keys = masterKeyRepository(sql);
        if (sql.dialect === "postgres") await sql.rows("SELECT pg_advisory_xact_lock(?)", [namesLock]);
        if (await keys.isNameTaken(name)) return { type: "MasterKeyNameTaken" };
        const masterKey: MasterKeyRecord = {
          id: random.id(),
          name,
          usage: command.usage,
          kind,
          state: "COLLECTING",
          neededComponents: command.components,
          convention,
          expectedCheckValue,
          checkValues: [],
          components: [],
          createdById: person.userId,
          createdAt: clock(),
          decidedById: null,
          decidedAt: null,
          version: 1,
        };
        await keys.insert(masterKey);
        return { type: "MasterKeySaved", masterKey };
      },
    );

const namesLock = 0x0_1a_7c_7;

interface Plan {
  readonly type: "Plan";
  readonly name: string;
  readonly kind: MasterKeyKind;
  readonly convention: CheckValueConvention;
  readonly expectedCheckValue: string;
}

function readPlan(
  command: CreateMasterKeyCommand,
): Plan | MasterKeyNameUnusable | MasterKeyPlanUnusable | CheckValueUnreadable {
  const name = command.name.replace(/[\p{Cc}\s]+/gu, " ").trim();
  if (name === "" || [...fold(name)].length > 120 || [...name].length > 120) return { type: "MasterKeyNameUnusable" };
  const { cipher: kind, components } = command;
  if (!isMasterKeyKind(kind)) return { type: "MasterKeyPlanUnusable", part: "cipher", possible: masterKeyKinds };
  if (components !== 2 && components !== 3) {
    return { type: "MasterKeyPlanUnusable", part: "components", possible: ["2", "3"] };
  }
  const possible = conventionsFor(kind);
  const convention = possible.find((one) => one === (command.convention ?? possible[0]));
  if (convention === undefined) return { type: "MasterKeyPlanUnusable", part: "convention", possible };
  const expectedCheckValue = readCheckValue(command.expectedCheckValue);
  if (expectedCheckValue === null) return { type: "CheckValueUnreadable", part: "expectedCheckValue" };
  return { type: "Plan", name, kind, convention, expectedCheckValue };
}

import { unblockPinOffline } from "@unlatch/core/process/definitions";
import type { UserRecord } from "../../identity/index.ts";
import { passkeyRepository } from "../../identity/passkeys/passkey.repository.ts";
import { importProblemRepository } from "../../imports/import-problem.repository.ts";
import { importRunRepository, newImportRun } from "../../imports/import-run.repository.ts";
import { readImportSettings } from "../../imports/import-settings.ts";
import { cardFreezeRepository } from "../../cards/freeze/card-freeze.repository.ts";
import { giveAddress } from "../notice-scene.ts";
import { aCard, aProfile, aUser } from "../builders.ts";
import { anActiveMasterKey } from "../master-key-ceremony.ts";
import type { TestApi } from "../test-api.ts";
import { documents } from "../unblock-scene.ts";
import { accessMethods } from "./access-methods.ts";

/** Texts that stand in what belongs to the other person and nowhere else. */
export const canaries = ["canary-other", "Canary Other", "7666000000000001"] as const;

/** Makes the objects that are asked for, each new, so that nobody finds what somebody else did with it. */
export async function accessObjects(api: TestApi) {
  const { application } = api;
  const { unitOfWork, random, clock } = application;
  const other = await aUser(application, { username: canaries[0], displayName: canaries[1] });
  await giveAddress(api, other.id, `${canaries[0]}@example.org`);
  const on = [{ state: "ACTIVE", process: unblockPinOffline.symbolicName }] as const;
  const profile = await aProfile(application, { cardType: "piv-9b-aes256", on });
  const card = async (holder: UserRecord, serialNumber?: string) =>
    (await aCard(application, { profile, holder, ...(serialNumber ? { serialNumber } : {}) })).id;
  const key = random.bytes(32);
  let masterKey: Promise<string> | null = null;
  return {
    other,
    profile,
    card,
    ...accessMethods(api, canaries[0]),
    otherCard: await card(other, canaries[2]),
    async frozenCard(holder: UserRecord): Promise<string> {
      const id = await card(holder);
      await unitOfWork.unaudited((sql) => cardFreezeRepository(sql).freeze(id, clock()));
      return id;
    },
    user: async () => (await aUser(application)).id,
    profileOnly: async () => (await aProfile(application, { on })).id,
    /** A process of a person that waits for its challenge. */
    async process(owner: UserRecord): Promise<string> {
      const caller = await api.as(owner);
      const input = { cardId: await card(owner), process: unblockPinOffline.symbolicName };
      return (await caller.graphql(documents.start, { input })).data?.["startProcess"].process.id as string;
    },
    async session(owner: UserRecord): Promise<string> {
      await api.as(owner);
      const text = "SELECT id FROM sessions WHERE user_id = ? ORDER BY created_at DESC, id";
      const found = await api.at.database.reader.rows<{ id: string }>(text, [owner.id]);
      return found.at(-1)?.id ?? "";
    },
    async passkey(owner: UserRecord): Promise<string> {
      const id = random.id();
      const kept = { id, userId: owner.id, credentialId: id, publicKey: new Uint8Array(4), signCount: 0 };
      const told = { transports: [], label: "Phone", createdAt: clock(), lastUsedAt: null };
      await unitOfWork.unaudited((sql) => passkeyRepository(sql).add({ ...kept, ...told }));
      return id;
    },
    /** One for all: a ceremony takes long, and what is active is changed by nothing that is tried here. */
    masterKey: () => (masterKey ??= anActiveMasterKey(api, { name: "Master", kind: "AES-256", usage: "DERIVE", key })),
    async importRun(startedBy: UserRecord): Promise<string> {
      const settings = readImportSettings({}) ?? never();
      const begun = {
        id: random.id(),
        fileName: "cards.csv",
        profileId: profile.id,
        settings,
        startedById: startedBy.id,
      };
      const problem = {
        row: 2,
        position: 0,
        serialNumber: "1",
        code: "HOLDER_UNKNOWN",
        column: "HOLDER",
        fact: "",
      } as const;
      await unitOfWork.unaudited(async (sql) => {
        await importRunRepository(sql).add(newImportRun(begun, clock()));
        await importProblemRepository(sql).add(begun.id, [problem], random);
      });
      return begun.id;
    },
  };
}

/** What `accessObjects` gives. */
export type AccessObjects = Awaited<ReturnType<typeof accessObjects>>;

function never(): never {
  throw new Error("No settings are settings.");
}

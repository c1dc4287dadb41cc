import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { Role } from "@unlatch/core/access/permissions";
import { cardTypeNamed } from "@unlatch/core/challenge/card-types";
import type { UserState } from "@unlatch/core/lifecycle/user-states";
import type { Application } from "../composition-root.ts";
import { fold, type UserRecord, userRepository } from "../identity/index.ts";

let count = 0;
const next = () => (count += 1);

/** A card as a test made it, with the admin key that nobody else can read any more. */
export interface BuiltCard {
  readonly id: string;
  readonly serialNumber: string;
  readonly label: string;
  readonly profileId: string;
  readonly adminKey: Uint8Array;
}

/** What test data is made in: the application of `testApi`. */
export type Ground = Pick<Application, "unitOfWork" | "vault" | "random" | "clock">;

/** @returns a person, a self-service user unless told otherwise; without a password unless its hash is given */
export async function aUser(
  { unitOfWork, random, clock }: Ground,
  wanted: { username?: string; displayName?: string; role?: Role; state?: UserState; passwordHash?: string } = {},
): Promise<UserRecord> {
  const number = next();
  const user: UserRecord = {
    id: random.id(),
    username: wanted.username ?? `person-${number}`,
    displayName: wanted.displayName ?? `Person ${number}`,
    role: wanted.role ?? "SELF_SERVICE_USER",
    state: wanted.state ?? "ACTIVE",
    version: 1,
  };
  await unitOfWork.unaudited((sql) => userRepository(sql).add(user, wanted.passwordHash ?? null, clock()));
  return user;
}

/** @returns a card profile with nothing switched on but what is asked for */
export async function aProfile(
  { unitOfWork, random, clock }: Ground,
  wanted: {
    name?: string;
    cardType?: string;
    on?: readonly { state: CardState; process: string; who?: readonly string[] }[];
  } = {},
): Promise<{ id: string; name: string; cardType: string }> {
  const profile = {
    id: random.id(),
    name: wanted.name ?? `Profile ${next()}`,
    cardType: wanted.cardType ?? "minidriver-3des",
  };
  await unitOfWork.unaudited(async (sql) => {
    await sql.run(
      `INSERT INTO card_profiles (id, name, name_key, description, card_type, version, changed_at) VALUES (?, ?, ?, '', ?, 1, ?)`,
      [profile.id, profile.name, fold(profile.name), profile.cardType, clock()],
    );
    for (const [position, { state, process, who = ["SELF_SERVICE"] }] of (wanted.on ?? []).entries()) {
      await sql.run(
        `INSERT INTO additional_commands (id, profile_id, state, process, who, position) VALUES (?, ?, ?, ?, ?, ?)`,
        [random.id(), profile.id, state, process, who.join(" "), position],
      );
    }
  });
  return profile;
}

/** @returns a card of a profile, active and held by nobody unless told otherwise, with a random admin key */
export async function aCard(
  { unitOfWork, vault, random, clock }: Ground,
  wanted: {
    profile: { id: string; cardType: string };
    holder?: { id: string } | null;
    state?: CardState;
    serialNumber?: string;
    label?: string;
  },
): Promise<BuiltCard> {
  const cardType = cardTypeNamed(wanted.profile.cardType);
  const serialNumber = wanted.serialNumber ?? `7000${String(next()).padStart(12, "0")}`;
  const label = wanted.label ?? `Card ${serialNumber.slice(-4)}`;
  const adminKey = random.bytes(cardType.keyLengths.at(-1) ?? 24);
  const id = random.id();
  await unitOfWork.unaudited(async (sql) => {
    await sql.run(
      `INSERT INTO cards (id, serial_number, serial_reversed, label, state, profile_id, holder_id, valid_until, created_at, version)
       VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, 1)`,
      [
        id,
        serialNumber,
        [...serialNumber].reverse().join(""),
        label,
        wanted.state ?? "ACTIVE",
        wanted.profile.id,
        wanted.holder?.id ?? null,
        clock(),
      ],
    );
    await vault.addAdminKey(sql, { cardId: id, cardType }, adminKey);
  });
  return { id, serialNumber, label, profileId: wanted.profile.id, adminKey };
}

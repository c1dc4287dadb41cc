import type { Person } from "../../platform/actor.ts";
import type { Random } from "../../platform/random.ts";
import { type PasskeyCeremonies } from "../passkeys/passkey-ceremonies.ts";
import type { PasskeyChallenges } from "../passkeys/passkey-challenge.ts";
import { passkeyRepository } from "../passkeys/passkey.repository.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { type HasWayInElsewhere, type RemovalRefusal, whyNotRemove } from "./last-way-in.ts";
import { type AccountSaved, noteFactorRemoved, noteNewFactor, type OwnAccount, type OwnChange } from "./own-change.ts";

type LabelRefusal = { readonly type: "PasskeyLabelUnusable" };
type NotFound = { readonly type: "PasskeyNotFound" };

/** What comes of asking for a new passkey. */
export type BeginAddPasskeyOutcome = { readonly type: "PasskeyOptions"; readonly optionsJson: string } | StepUpNeeded;
/** What comes of keeping it. */
export type AddPasskeyOutcome = AccountSaved | LabelRefusal | { readonly type: "PasskeyRefused" } | StepUpNeeded;
/** What comes of giving one another name. */
export type RenamePasskeyOutcome = AccountSaved | LabelRefusal | NotFound | StepUpNeeded;
/** What comes of taking one away. */
export type RemovePasskeyOutcome = AccountSaved | NotFound | RemovalRefusal | StepUpNeeded;

interface Deps {
  readonly ownChange: OwnChange;
  readonly ceremonies: PasskeyCeremonies;
  readonly challenges: PasskeyChallenges;
  readonly random: Random;
  readonly hasWayInElsewhere: HasWayInElsewhere;
}

const labelForm = /^[^\p{C}]{1,100}$/u;
const ceremonyOf = (person: Person, siteOrigin: string) =>
  ({ purpose: `ADD ${person.sessionId ?? ""}`, siteOrigin }) as const;

/** @returns what people do with their own passkeys */
export function makeOwnPasskeys({ ownChange, ceremonies, challenges, random, hasWayInElsewhere }: Deps) {
  return {
    begin: (person: Person, siteOrigin: string): Promise<BeginAddPasskeyOutcome> =>
      ownChange<BeginAddPasskeyOutcome>(
        { name: "account.beginAddPasskey", success: "PasskeyOptions" },
        person,
        async ({ work, user }) => {
          const passkeys = await passkeyRepository(work.sql).ofUser(user.id);
          const optionsJson = await ceremonies.makingOptions(ceremonyOf(person, siteOrigin), user, passkeys);
          return { type: "PasskeyOptions", optionsJson };
        },
      ),
    async add(
      person: Person,
      { attestationJson, label, siteOrigin }: { attestationJson: string; label: string; siteOrigin: string },
    ): Promise<AddPasskeyOutcome> {
      const ceremony = ceremonyOf(person, siteOrigin);
      const checked = await ceremonies.checkAttestation(attestationJson, ceremony);
      const action = { name: "account.addPasskey", success: "AccountSaved" } as const;
      return ownChange<AddPasskeyOutcome>(action, person, async (account) => {
        const { work, user, now } = account;
        if (!labelForm.test(label.trim())) return { type: "PasskeyLabelUnusable" };
        if (
          !checked ||
          !(await challenges.use(work.sql, { challenge: checked.challenge, purpose: ceremony.purpose, now }))
        ) {
          return { type: "PasskeyRefused" };
        }
        const own = { id: random.id(), userId: user.id, label: label.trim(), createdAt: now, lastUsedAt: null };
        if (!(await passkeyRepository(work.sql).add({ ...checked, ...own }))) return { type: "PasskeyRefused" };
        await noteNewFactor(account, "PASSKEY");
        return { type: "AccountSaved" };
      });
    },
    rename: (
      person: Person,
      { passkeyId, label }: { passkeyId: string; label: string },
    ): Promise<RenamePasskeyOutcome> =>
      ownChange<RenamePasskeyOutcome>(
        { name: "account.renamePasskey", success: "AccountSaved" },
        person,
        async ({ work, user }) => {
          if (!labelForm.test(label.trim())) return { type: "PasskeyLabelUnusable" };
          const isThere = await passkeyRepository(work.sql).rename(user.id, passkeyId, label.trim());
          return { type: isThere ? "AccountSaved" : "PasskeyNotFound" };
        },
      ),
    remove: (person: Person, { passkeyId }: { passkeyId: string }): Promise<RemovePasskeyOutcome> =>
      ownChange<RemovePasskeyOutcome>({ name: "account.removePasskey", success: "AccountSaved" }, person, (account) =>
        remove(account, passkeyId, hasWayInElsewhere),
      ),
  };
}

async function remove(account: OwnAccount, passkeyId: string, hasWayInElsewhere: HasWayInElsewhere) {
  const { work, user, ways } = account;
  const passkeys = passkeyRepository(work.sql);
  const isTheirs = (await passkeys.ofUser(user.id)).some(({ id }) => id === passkeyId);
  if (!isTheirs) return { type: "PasskeyNotFound" } as const;
  const after = { ...ways, passkeys: ways.passkeys - 1 };
  const refusal = whyNotRemove(after, await hasWayInElsewhere(work.sql, user.id));
  if (refusal) return refusal;
  await passkeys.remove(user.id, passkeyId);
  await noteFactorRemoved(work.sql, account);
  return { type: "AccountSaved" } as const;
}

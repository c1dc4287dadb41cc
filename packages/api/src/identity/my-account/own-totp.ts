import { wipe } from "@unlatch/core/bytes";
import type { Person } from "../../platform/actor.ts";
import type { Random } from "../../platform/random.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { otpauthUri, takeTotp, totpBelongsTo, totpSecretLength, totpText } from "../totp/totp-codes.ts";
import { totpSecretRepository } from "../totp/totp-secret.repository.ts";
import { type RemovalRefusal, whyNotRemove, type HasWayInElsewhere } from "./last-way-in.ts";
import { type AccountSaved, noteFactorRemoved, noteNewFactor, type OwnChange } from "./own-change.ts";

/** What comes of asking for an authenticator app: the secret, as a QR code's content and to type. */
export type BeginAddTotpOutcome =
  | { readonly type: "TotpBegun"; readonly otpauthUri: string; readonly text: string }
  | StepUpNeeded;
/** What comes of its first code. */
export type ConfirmTotpOutcome = AccountSaved | { readonly type: "TotpRefused" } | StepUpNeeded;
/** What comes of taking it away. */
export type RemoveTotpOutcome = AccountSaved | { readonly type: "TotpNotFound" } | RemovalRefusal | StepUpNeeded;

interface Deps {
  readonly ownChange: OwnChange;
  readonly seal: SecretSeal;
  readonly random: Random;
  /** What the app shows as the account's place. */
  readonly siteName: string;
  readonly hasWayInElsewhere: HasWayInElsewhere;
}

/** @returns what people do with their own authenticator app */
export function makeOwnTotp({ ownChange, seal, random, siteName, hasWayInElsewhere }: Deps) {
  return {
    begin: (person: Person): Promise<BeginAddTotpOutcome> =>
      ownChange<BeginAddTotpOutcome>(
        { name: "account.beginAddTotp", success: "TotpBegun" },
        person,
        async ({ work, user, now }) => {
          const secret = random.bytes(totpSecretLength);
          const sealed = seal.seal(totpBelongsTo(user.id), secret);
          await totpSecretRepository(work.sql).begin(user.id, sealed, now);
          const uri = otpauthUri(secret, { site: siteName, account: user.username });
          const text = totpText(secret);
          wipe(secret);
          return { type: "TotpBegun", otpauthUri: uri, text };
        },
      ),
    confirm: (person: Person, { code }: { code: string }): Promise<ConfirmTotpOutcome> =>
      ownChange<ConfirmTotpOutcome>(
        { name: "account.confirmTotp", success: "AccountSaved" },
        person,
        async (account) => {
          const { work, user, now } = account;
          const step = await takeTotp(work.sql, seal, { userId: user.id, code, now, isConfirmed: false });
          if (step === null) return { type: "TotpRefused" };
          await totpSecretRepository(work.sql).confirm(user.id, step);
          await noteNewFactor(account, "TOTP");
          return { type: "AccountSaved" };
        },
      ),
    remove: (person: Person): Promise<RemoveTotpOutcome> =>
      ownChange<RemoveTotpOutcome>({ name: "account.removeTotp", success: "AccountSaved" }, person, async (account) => {
        const { work, user, ways } = account;
        if (!ways.hasTotp) return { type: "TotpNotFound" };
        const isElsewhere = await hasWayInElsewhere(work.sql, user.id);
        const refusal = whyNotRemove({ ...ways, hasTotp: false }, isElsewhere);
        if (refusal) return refusal;
        await totpSecretRepository(work.sql).removeAllOf(user.id);
        await noteFactorRemoved(work.sql, account);
        return { type: "AccountSaved" };
      }),
  };
}

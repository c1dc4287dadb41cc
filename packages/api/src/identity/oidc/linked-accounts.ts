import type { Person } from "../../platform/actor.ts";
import type { Sql } from "../../platform/sql.ts";
import { externalIdentityRepository } from "../directory/external-identity.repository.ts";
import { whyNotRemove } from "../my-account/last-way-in.ts";
import type { AccountSaved, OwnChange } from "../my-account/own-change.ts";
import type { StepUpNeeded } from "../proof/fresh-proof.ts";
import { isDirectoryKind } from "../sign-in-methods/sign-in-method-kinds.ts";
import { type SignInMethodRecord, signInMethodRepository } from "../sign-in-methods/sign-in-method.repository.ts";

/** A method as everybody may know it. */
export type OfferedMethod = Pick<SignInMethodRecord, "id" | "kind" | "label" | "position">;

/** A provider or directory, and whether an account there signs somebody in. */
export interface LinkedAccount {
  readonly method: OfferedMethod;
  readonly isLinked: boolean;
  readonly lastSeenAt: Date | null;
}

/** What comes of unlinking an account elsewhere. */
export type UnlinkIdentityOutcome =
  | AccountSaved
  | StepUpNeeded
  | { readonly type: "IdentityNotFound" }
  /** The account here was made for the one there, and goes with it. */
  | { readonly type: "IdentityStays" }
  | { readonly type: "LastWayIn" };

interface Deps {
  readonly reader: Sql;
  readonly ownChange: OwnChange;
}

const offered = ({ id, kind, label, position }: SignInMethodRecord): OfferedMethod => ({ id, kind, label, position });

/** @returns what people see and do of their own accounts elsewhere */
export function makeLinkedAccounts({ reader, ownChange }: Deps) {
  const of = async ({ userId }: Person): Promise<LinkedAccount[]> => {
    const own = new Map((await externalIdentityRepository(reader).ofUser(userId)).map((one) => [one.methodId, one]));
    const methods = (await signInMethodRepository(reader).all()).filter(
      ({ kind, isOn }) => isOn && isDirectoryKind(kind),
    );
    return methods.map((method) => {
      const lastSeenAt = own.get(method.id)?.lastSeenAt ?? null;
      return { method: offered(method), isLinked: own.has(method.id), lastSeenAt };
    });
  };
  return {
    of,
    /** The providers at which somebody has an account that signs them in. */
    providersOf: async (person: Person): Promise<OfferedMethod[]> =>
      (await of(person))
        .filter(({ isLinked, method }) => isLinked && method.kind === "OPENID_CONNECT")
        .map(({ method }) => method),
    unlink: (person: Person, { methodId }: { methodId: string }): Promise<UnlinkIdentityOutcome> =>
      ownChange<UnlinkIdentityOutcome>(
        { name: "account.unlinkIdentity", success: "AccountSaved" },
        person,
        async ({ work, user, ways }) => {
          const identities = externalIdentityRepository(work.sql);
          const own = (await identities.ofUser(user.id)).find((identity) => identity.methodId === methodId);
          if (!own) return { type: "IdentityNotFound" };
          const refusal = whyNotRemove(ways, await identities.isWayIn(user.id, methodId));
          if (refusal?.type === "LastWayIn") return { type: "LastWayIn" };
          // Who leaves there loses the account here: nobody takes themselves out of that.
          if (own.origin === "CREATED") return { type: "IdentityStays" };
          await identities.remove(user.id, methodId);
          return { type: "AccountSaved" };
        },
      ),
  };
}

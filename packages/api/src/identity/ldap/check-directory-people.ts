import { system } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { SecretSeal } from "../../platform/secret-seal.ts";
import type { Sql } from "../../platform/sql.ts";
import { type ExternalIdentity, externalIdentityRepository } from "../directory/external-identity.repository.ts";
import type { DirectoryMethod } from "../sign-in-methods/directory-kind.ts";
import { signInMethodRepository } from "../sign-in-methods/sign-in-method.repository.ts";
import { accessTo } from "./access-to.ts";
import { type DirectoryStep, DirectoryUnusable } from "./client/directory-unusable.ts";
import type { EndLost } from "./end-lost.ts";
import { findLost } from "./client/find-lost.ts";
import type { LdapSettings } from "./client/ldap-settings.ts";

/** What came of looking for people who may no longer come from their directory. */
export interface PeopleChecked {
  readonly ended: number;
  /** Directories that could not be asked; of their people nobody lost anything. */
  readonly unanswered: readonly { readonly methodId: string; readonly step: DirectoryStep }[];
}

interface Deps {
  readonly reader: Sql;
  readonly clock: Clock;
  readonly seal: SecretSeal;
  readonly endLost: EndLost;
  readonly openMethod: (id: string) => Promise<DirectoryMethod<LdapSettings> | null>;
}

const portion = 200;

/**
 * Asks every directory for the people who came from it, and ends the access of those who are gone, disabled or not in the
 * group any more. Several replicas may do so at once.
 */
export const makeCheckDirectoryPeople = (deps: Deps) => async (): Promise<PeopleChecked> => {
  const methods = (await signInMethodRepository(deps.reader).all()).filter(({ kind, isOn }) => kind === "LDAP" && isOn);
  let ended = 0;
  const unanswered: PeopleChecked["unanswered"][number][] = [];
  for (const { id } of methods) {
    try {
      ended += await checkPeopleOf(deps, id);
    } catch (fault) {
      if (!(fault instanceof DirectoryUnusable)) throw fault;
      unanswered.push({ methodId: id, step: fault.step });
    }
  }
  return { ended, unanswered };
};

async function checkPeopleOf(deps: Deps, methodId: string): Promise<number> {
  const identities = externalIdentityRepository(deps.reader);
  let ended = 0;
  for (let after: string | null = ""; after !== null;) {
    const some: ExternalIdentity[] = await identities.ofMethod(methodId, { after, first: portion });
    after = some.length < portion ? null : (some.at(-1)?.subject ?? null);
    ended += await endLostOf(deps, methodId, some);
  }
  return ended;
}

async function endLostOf(deps: Deps, methodId: string, some: readonly ExternalIdentity[]): Promise<number> {
  const [method, askedAt] = [await deps.openMethod(methodId), deps.clock()];
  const present = some.filter(({ endedAtVersion }) => endedAtVersion === null);
  if (!method || present.length === 0) return 0;
  const subjects = present.map(({ subject }) => subject);
  const lost = new Set(await findLost(accessTo(method), subjects, askedAt));
  let ended = 0;
  for (const identity of present.filter(({ subject }) => lost.has(subject))) {
    const { type } = await deps.endLost(system, identity, askedAt);
    ended += type === "DirectoryAccessEnded" ? 1 : 0;
  }
  return ended;
}

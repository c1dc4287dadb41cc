import { system } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Sql } from "../../platform/sql.ts";
import { externalIdentityRepository } from "../directory/external-identity.repository.ts";
import type { DirectoryMethod } from "../sign-in-methods/directory-kind.ts";
import { accessTo } from "./access-to.ts";
import { DirectoryUnusable } from "./client/directory-unusable.ts";
import { findLost } from "./client/find-lost.ts";
import type { LdapSettings } from "./client/ldap-settings.ts";
import type { EndLost } from "./end-lost.ts";

interface Deps {
  readonly reader: Sql;
  readonly clock: Clock;
  readonly endLost: EndLost;
  readonly openMethod: (id: string) => Promise<DirectoryMethod<LdapSettings> | null>;
}

/** Whoever stands before a locked computer does not wait longer for a directory that is away. */
const timeoutMs = 2000;

/**
 * Asks the directory that somebody came from whether they may still come, and ends their access if not. A directory that
 * cannot be asked ends nothing, and people from nowhere else wait for nothing.
 */
export type EndIfLost = (userId: string) => Promise<void>;

/** @returns what is done before somebody from a directory is taken at a word that the directory did not give */
export const makeEndIfLost =
  ({ reader, clock, endLost, openMethod }: Deps): EndIfLost =>
  async (userId) => {
    for (const identity of await externalIdentityRepository(reader).ofUser(userId)) {
      const method = identity.endedAtVersion === null ? await openMethod(identity.methodId) : null;
      if (!method) continue;
      const askedAt = clock();
      const lost = await findLost({ ...accessTo(method), timeoutMs }, [identity.subject], askedAt).catch(nobody);
      if (lost.length > 0) await endLost(system, identity, askedAt);
    }
  };

function nobody(fault: unknown): readonly string[] {
  if (fault instanceof DirectoryUnusable) return [];
  throw fault;
}

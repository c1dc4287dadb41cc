import { system } from "../../platform/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Random } from "../../platform/random.ts";
import type { Sql } from "../../platform/sql.ts";
import { externalIdentityRepository } from "../directory/external-identity.repository.ts";
import type { DirectoryPassword } from "../proof/check-proof.ts";
import type { DirectoryMethod } from "../sign-in-methods/directory-kind.ts";
import { accessTo } from "./access-to.ts";
import { checkDirectoryPassword } from "./client/check-directory-password.ts";
import { DirectoryUnusable } from "./client/directory-unusable.ts";
import type { EndLost } from "./end-lost.ts";
import type { LdapSettings } from "./client/ldap-settings.ts";

interface Deps {
  readonly reader: Sql;
  readonly clock: Clock;
  readonly random: Random;
  readonly endLost: EndLost;
  readonly openMethod: (id: string) => Promise<DirectoryMethod<LdapSettings> | null>;
}

/**
 * Checks the password of somebody who came from a directory, by what identifies them there. Whoever the directory does not
 * let in any more loses their sessions on the way. A directory that cannot be asked proves nothing.
 */
export const makeDirectoryPassword =
  (deps: Deps): DirectoryPassword =>
  async (userId, password) => {
    for (const identity of await externalIdentityRepository(deps.reader).ofUser(userId)) {
      const method = await deps.openMethod(identity.methodId);
      if (!method) continue;
      const [given, now] = [{ subject: identity.subject, password }, deps.clock()];
      const answer = await checkDirectoryPassword(accessTo(method), given, { random: deps.random, now }).catch(unknown);
      if (answer.type === "Proven") return true;
      if (answer.type === "Lost") await deps.endLost(system, identity, now);
    }
    return false;
  };

function unknown(fault: unknown): { readonly type: "Unknown" } {
  if (fault instanceof DirectoryUnusable) return { type: "Unknown" };
  throw fault;
}

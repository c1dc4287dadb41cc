import type { GraphQLSchema } from "graphql";
import { makeAudit } from "./audit/index.ts";
import { cardRefusalTexts, makeCards } from "./cards/index.ts";
import { identityRefusalTexts, makeAddUser, makeIdentity } from "./identity/index.ts";
import { type KeyEncryptionKey, makeKeyVault, makeSecretSeal } from "./keys/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { Database } from "./platform/data-source.ts";
import type { Random } from "./platform/random.ts";
import { makeUnitOfWork } from "./platform/unit-of-work.ts";
import { makeProcesses, makeProofRule, processRefusalTexts } from "./processes/index.ts";
import { makeProfiles, profileRefusalTexts } from "./profiles/index.ts";
import { makeSchema } from "./schema.ts";

/** What the application is put together from. */
export interface ApplicationParts {
  readonly database: Pick<Database, "reader" | "transactions">;
  readonly clock: Clock;
  readonly random: Random;
  readonly kek: KeyEncryptionKey;
  readonly site: Parameters<typeof makeIdentity>[0]["site"];
  /** The usual limits when left out. */
  readonly signInLimits?: Parameters<typeof makeIdentity>[0]["signInLimits"];
}

/** Unlatch without its transport: everything a server, a command line or a test asks for. */
export type Application = ReturnType<typeof composeApplication>;

/** Puts the domains together; nobody else knows them all. */
export function composeApplication({ database, kek, site, signInLimits, ...ports }: ApplicationParts) {
  const { reader } = database;
  const audit = makeAudit({ reader, random: ports.random });
  const unitOfWork = makeUnitOfWork(database.transactions, audit.write, ports.clock);
  const given = { reader, unitOfWork, ...ports };
  const { vault, seal } = keysOf(kek, ports);
  const identity = makeIdentity({ ...given, seal, site, signInLimits });
  const profiles = makeProfiles(given);
  const cards = makeCards({ ...given, vault, profilesOf: profiles.profilesOf });
  const policy = { rules: [makeProofRule(site.helpDesk)], followers: [] };
  const processes = makeProcesses({ ...given, vault, policy });
  const domains: readonly { readonly resolvers: readonly object[] }[] = [identity, profiles, cards, processes, audit];
  let schema: GraphQLSchema | null = null;
  return {
    ...given,
    site,
    vault,
    identity,
    profiles,
    cards,
    processes,
    addUser: makeAddUser(unitOfWork, ports.random, ports.clock),
    /** Built when it is first asked for: the command line never does. */
    get schema(): GraphQLSchema {
      schema ??= makeSchema(
        domains.flatMap(({ resolvers }) => resolvers),
        [identityRefusalTexts, profileRefusalTexts, cardRefusalTexts, processRefusalTexts],
      );
      return schema;
    },
  };
}

const keysOf = (kek: KeyEncryptionKey, ports: { clock: Clock; random: Random }) => ({
  vault: makeKeyVault({ kek, ...ports }),
  seal: makeSecretSeal({ kek, ...ports }),
});

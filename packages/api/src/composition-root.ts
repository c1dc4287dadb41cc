import type { GraphQLSchema } from "graphql";
import { makeAudit } from "./audit/index.ts";
import { cardKeysRefusalTexts, cardRefusalTexts, makeCards } from "./cards/index.ts";
import { makeHygiene } from "./hygiene/index.ts";
import { identityRefusalTexts, makeAddUser, makeIdentity } from "./identity/index.ts";
import { importRefusalTexts, makeImports } from "./imports/index.ts";
import {
  type KeyEncryptionKey,
  dataKeySeals,
  makeKeyCare,
  makeKeyring,
  makeKeyVault,
  makeMasterKeys,
  masterKeyRefusalTexts,
  sourcedVault,
} from "./keys/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { Database } from "./platform/data-source.ts";
import type { Random } from "./platform/random.ts";
import { makeUnitOfWork } from "./platform/unit-of-work.ts";
import { guardPolicy, keyRuleRefusalTexts, keyRules, makeProcesses, processRefusalTexts } from "./processes/index.ts";
import { makeProfiles, profileKeysRefusalTexts, profileRefusalTexts } from "./profiles/index.ts";
import { makeSchema } from "./schema.ts";

/** What the application is put together from. */
export interface ApplicationParts {
  readonly database: Pick<Database, "reader" | "transactions">;
  readonly clock: Clock;
  readonly random: Random;
  readonly kek: KeyEncryptionKey;
  readonly site: Parameters<typeof makeIdentity>[0]["site"];
  /** Whether 3DES is refused; left out: it is a choice that needs a reason. */
  readonly isStrictCryptography?: boolean;
  /** The address that the host set; left out: the one at which it is reached. */
  readonly publicUrl?: string | null;
  /** The usual limits when left out. */
  readonly signInLimits?: Parameters<typeof makeIdentity>[0]["signInLimits"];
}

/** Unlatch without its transport: everything a server, a command line or a test asks for. */
export type Application = ReturnType<typeof composeApplication>;

/** Puts the domains together; nobody else knows them all. */
export function composeApplication({
  database,
  kek,
  site,
  signInLimits,
  isStrictCryptography: isStrict = false,
  publicUrl = null,
  ...ports
}: ApplicationParts) {
  const { reader } = database;
  const audit = makeAudit({ reader, random: ports.random });
  const unitOfWork = makeUnitOfWork(database.transactions, audit.write, ports.clock);
  const given = { reader, unitOfWork, ...ports };
  const keyring = makeKeyring({ kek, ...ports });
  const seals = dataKeySeals({ keyring, kek, ...ports });
  const vault = sourcedVault(makeKeyVault({ kek, keyring, ...ports }), seals);
  const masterKeys = makeMasterKeys({ ...given, seals, isStrict });
  const identity = makeIdentity({ ...given, site, ...(signInLimits ? { signInLimits } : {}) });
  const profiles = makeProfiles({ ...given, vault, isStrict });
  const cards = makeCards({ ...given, vault, isStrict, profilesOf: profiles.profilesOf });
  const processes = makeProcesses({
    ...given,
    vault,
    policy: { rules: [...keyRules({ isStrict }), ...guardPolicy.rules], followers: guardPolicy.followers },
    profilesOf: profiles.profilesOf,
  });
  const hygiene = makeHygiene({
    ...given,
    vault,
    isStrict,
    fingerprintOf: seals.fingerprintOf,
    site: { helpDesk: site.helpDesk, publicUrl },
  });
  const imports = makeImports({
    ...given,
    vault,
    fingerprintOf: seals.fingerprintOf,
    profilesOf: profiles.profilesOf,
  });
  const domains: readonly { readonly resolvers: readonly object[] }[] = [
    identity,
    masterKeys,
    profiles,
    cards,
    imports,
    processes,
    audit,
    hygiene,
  ];
  let schema: GraphQLSchema | null = null;
  return {
    ...given,
    site,
    vault,
    identity,
    masterKeys,
    keys: makeKeyCare({ ...given, kek, keyring, secrets: seals }),
    profiles,
    cards,
    imports,
    processes,
    hygiene,
    addUser: makeAddUser(unitOfWork, ports.random, ports.clock),
    /** Built when it is first asked for: the command line never does. */
    get schema(): GraphQLSchema {
      schema ??= makeSchema(
        domains.flatMap(({ resolvers }) => resolvers),
        [
          identityRefusalTexts,
          masterKeyRefusalTexts,
          profileRefusalTexts,
          profileKeysRefusalTexts,
          cardRefusalTexts,
          cardKeysRefusalTexts,
          processRefusalTexts,
          keyRuleRefusalTexts,
          importRefusalTexts,
        ],
      );
      return schema;
    },
  };
}

import type { GraphQLSchema } from "graphql";
import { makeAudit } from "./audit/index.ts";
import { cardKeysRefusalTexts, cardRefusalTexts, freezeTexts, makeCards } from "./cards/index.ts";
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
  makeSecretSeal,
  masterKeyRefusalTexts,
  sourcedVault,
} from "./keys/index.ts";
import { makeNoticeFollowers, makeNotices, type MailSettings, noticeRefusalTexts } from "./notices/index.ts";
import type { Clock } from "./platform/clock.ts";
import type { Database } from "./platform/data-source.ts";
import type { Random } from "./platform/random.ts";
import type { Sql } from "./platform/sql.ts";
import { makeUnitOfWork, type UnitOfWork } from "./platform/unit-of-work.ts";
import {
  guardPolicy,
  keyRuleRefusalTexts,
  keyRules,
  makeNoticeCounting,
  makeProcesses,
  makeProofRule,
  processRefusalTexts,
  refuseFrozenCard,
} from "./processes/index.ts";
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
  /** How the host sends mail; left out: no mail is sent. Its links need `publicUrl`. */
  readonly mail?: MailSettings | null;
  /** The usual limits when left out. */
  readonly signInLimits?: Parameters<typeof makeIdentity>[0]["signInLimits"];
}

/** Unlatch without its transport: everything a server, a command line or a test asks for. */
export type Application = ReturnType<typeof composeApplication>;

const refusalTexts = [
  identityRefusalTexts,
  masterKeyRefusalTexts,
  profileRefusalTexts,
  profileKeysRefusalTexts,
  cardRefusalTexts,
  cardKeysRefusalTexts,
  processRefusalTexts,
  keyRuleRefusalTexts,
  importRefusalTexts,
  noticeRefusalTexts,
];

/** Puts the domains together; nobody else knows them all. */
export function composeApplication(parts: ApplicationParts) {
  const { database, clock, random, site } = parts;
  const audit = makeAudit({ reader: database.reader, random });
  const followers = makeNoticeFollowers({ random, mail: parts.mail ?? null });
  const unitOfWork = makeUnitOfWork(database.transactions, followers.followEntries(audit.write), clock);
  const given = { reader: database.reader, unitOfWork, clock, random, followers };
  const sealing = composeKeys(given, parts);
  const domains = composeDomains(given, sealing, parts);
  const { vault, keys, masterKeys } = sealing;
  const all: readonly { readonly resolvers: readonly object[] }[] = [...Object.values(domains), masterKeys, audit];
  let schema: GraphQLSchema | null = null;
  return {
    ...given,
    site,
    vault,
    keys,
    masterKeys,
    ...domains,
    addUser: makeAddUser(unitOfWork, random, clock),
    /** Built when it is first asked for: the command line never does. */
    get schema(): GraphQLSchema {
      const resolvers = all.flatMap((domain) => domain.resolvers);
      schema ??= makeSchema(resolvers, [...refusalTexts, freezeTexts(site.helpDesk)]);
      return schema;
    },
  };
}

/** What every domain is given. */
type Given = Pick<ApplicationParts, "clock" | "random"> & {
  readonly reader: Sql;
  readonly unitOfWork: UnitOfWork;
  readonly followers: ReturnType<typeof makeNoticeFollowers>;
};

function composeKeys(given: Given, { kek, isStrictCryptography: isStrict = false }: ApplicationParts) {
  const keyring = makeKeyring({ kek, ...given });
  const seals = dataKeySeals({ keyring, kek, ...given });
  return {
    seals,
    vault: sourcedVault(makeKeyVault({ kek, keyring, ...given }), seals),
    masterKeys: makeMasterKeys({ ...given, seals, isStrict }),
    seal: makeSecretSeal({ kek, ...given }),
    keys: makeKeyCare({ ...given, kek, keyring, secrets: seals }),
  };
}

function composeDomains(
  given: Given,
  { vault, seal, seals: { fingerprintOf } }: ReturnType<typeof composeKeys>,
  { site, signInLimits, isStrictCryptography: isStrict = false, publicUrl = null, mail = null }: ApplicationParts,
) {
  const profiles = makeProfiles({ ...given, vault, isStrict });
  const { profilesOf } = profiles;
  const rules = [refuseFrozenCard, makeProofRule(site.helpDesk), ...keyRules({ isStrict }), ...guardPolicy.rules];
  const { followAddress, followRelease } = given.followers;
  const followers = [...guardPolicy.followers, makeNoticeCounting(vault), followRelease];
  const policy = { rules, followers };
  const identity = makeIdentity({ ...given, seal, site, signInLimits, followAddress });
  const mailSite = { ...site, publicUrl: publicUrl ?? "http://localhost" };
  return {
    identity,
    notices: makeNotices({ ...given, seal, throttle: identity.throttle, mail, site: mailSite }),
    profiles,
    cards: makeCards({ ...given, vault, isStrict, profilesOf, helpDesk: site.helpDesk }),
    imports: makeImports({ ...given, vault, fingerprintOf, profilesOf }),
    processes: makeProcesses({ ...given, vault, policy, profilesOf }),
    hygiene: makeHygiene({ ...given, vault, isStrict, fingerprintOf, site: { helpDesk: site.helpDesk, publicUrl } }),
  };
}

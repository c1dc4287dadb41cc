import type { UserRecord } from "../../identity/index.ts";
import { externalIdentityRepository } from "../../identity/directory/external-identity.repository.ts";
import type { DirectoryKindName } from "../../identity/sign-in-methods/sign-in-method-kinds.ts";
import { signInMethodRepository } from "../../identity/sign-in-methods/sign-in-method.repository.ts";
import type { TestApi } from "../test-api.ts";

/** Makes the ways to sign in that an organisation sets up, and people's accounts there. Nobody answers at their addresses. */
export function accessMethods({ application: { unitOfWork, random, clock } }: TestApi, secretWord: string) {
  let shared: Promise<string> | null = null;
  const method = async (kind: DirectoryKindName, isOn = false): Promise<string> => {
    const id = random.id();
    const rules = {
      matchBy: "NEVER",
      createPeople: false,
      requiredGroup: `cn=${secretWord},dc=example,dc=org`,
    } as const;
    const settings = { rules, kind: kind === "LDAP" ? directorySettings(secretWord) : providerSettings(secretWord) };
    const kept = { label: "Example", secretSealed: random.bytes(40), position: 3, version: 1 };
    await unitOfWork.unaudited((sql) => signInMethodRepository(sql).add({ id, kind, isOn, settings, ...kept }));
    return id;
  };
  return {
    method,
    /** A provider that people have accounts at. @returns its identifier */
    async accountElsewhere({ id: userId }: UserRecord): Promise<string> {
      const methodId = await (shared ??= method("OPENID_CONNECT", true));
      const seen = { createdAt: clock(), lastSeenAt: clock(), endedAtVersion: null };
      const identity = { methodId, subject: `${secretWord}-${userId}`, userId, origin: "CREATED", ...seen } as const;
      await unitOfWork.unaudited((sql) => externalIdentityRepository(sql).add(identity));
      return methodId;
    },
  };
}

const directorySettings = (word: string) => ({
  urls: ["ldaps://127.0.0.1:9"],
  startTls: false,
  caPem: null,
  bindDn: `cn=${word},dc=example,dc=org`,
  baseDn: "dc=example,dc=org",
  userFilter: "(uid={username})",
  usernameAttribute: "uid",
  displayNameAttribute: "displayName",
  emailAttribute: "mail",
  idAttribute: "entryUUID",
  groupLookup: "MEMBER_OF",
  vouchesForEmail: false,
  sampleUsername: word,
});

const providerSettings = (word: string) => ({
  issuer: "http://127.0.0.1:9",
  clientId: word,
  scopes: ["profile"],
  usernameClaim: "preferred_username",
  groupsClaim: "groups",
  requiredAcr: null,
  trustsSecondFactor: false,
});

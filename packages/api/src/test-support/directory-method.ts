import type { Caller } from "./test-api.ts";
import type { TestDirectory } from "./test-directory.ts";

/** @returns a directory as an administrator sets it up, with everybody in its group let in and given an account */
export function directoryMethod(directory: TestDirectory, id: string, changes: { rules?: object; ldap?: object } = {}) {
  return {
    id,
    version: null as number | null,
    kind: "LDAP",
    label: "Example directory",
    isOn: true,
    secret: directory.reader.password as string | null,
    rules: { matchBy: "NEVER", createPeople: true, requiredGroup: directory.group, ...changes.rules },
    ldap: {
      urls: [directory.ldapsUrl],
      startTls: false,
      caPem: directory.caPem,
      bindDn: directory.reader.dn,
      baseDn: directory.baseDn,
      userFilter: "(&(objectClass=person)(uid={username}))",
      usernameAttribute: "uid",
      displayNameAttribute: "displayName",
      emailAttribute: "mail",
      idAttribute: "entryUUID",
      groupLookup: "MEMBER_OF",
      vouchesForEmail: false,
      sampleUsername: null,
      ...changes.ldap,
    },
  };
}

const saved = `__typename ... on SignInMethodsSaved { signInMethods { id kind label isOn version isCredentialKept
  rules { matchBy createPeople requiredGroup } ldap { urls bindDn baseDn caPem } } } ... on Refusal { message field }`;
const tested = `__typename ... on SignInMethodWorks { steps { title detail } }
  ... on SignInMethodFails { steps { title } step } ... on Refusal { message field }`;

/** Saves or tests a method. @returns what came of it */
export async function methodDoes(caller: Caller, verb: "save" | "test", input: object) {
  const name = `${verb}SignInMethod`;
  const type = verb === "save" ? "SaveSignInMethodInput" : "TestSignInMethodInput";
  const body = verb === "save" ? saved : tested;
  const answer = await caller.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${body} } }`, { input });
  const value = answer.data?.[name];
  if (!value) throw new Error(`No answer: ${answer.text}`);
  return value;
}

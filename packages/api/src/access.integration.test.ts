import { type Role, roles } from "@unlatch/core/access/permissions";
import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aUser } from "./test-support/builders.ts";
import { type Caller, type TestApi, testApi } from "./test-support/test-api.ts";

/** What comes of asking, by role: `+` answered or refused for another reason, `-` not permitted. */
const table: Readonly<Record<string, string>> = {
  //                      administrator, operator, auditor, self-service user
  "Query.site": "++++",
  "Query.viewer": "++++",
  "Query.card": "++++",
  "Query.cards": "+++-",
  "Query.cardProfile": "+-+-",
  "Query.cardProfiles": "+-+-",
  "Query.cardTypes": "+-+-",
  "Query.process": "++++",
  "Query.processes": "++++",
  "Query.masterKey": "+-+-",
  "Query.masterKeys": "+-+-",
  "Query.derivationPreview": "+---",
  "Query.users": "+++-",
  "Query.user": "+++-",
  "Query.roles": "+++-",
  "Query.apiTokens": "+---",
  "Query.auditEvents": "+-+-",
  "Query.keyHygiene": "+-+-",
  "Query.hygieneCards": "+-+-",
  "Query.willItWork": "+-+-",
  "Query.windowsPolicy": "+-+-",
  "Query.signInMethods": "+---",
  "Query.import": "+---",
  "Query.imports": "+---",
  "Query.noticeStatus": "+-+-",
  "Mutation.signIn": "++++",
  "Mutation.signOut": "++++",
  "Mutation.claimSetUp": "++++",
  "Mutation.continueSignIn": "++++",
  "Mutation.beginPasskeySignIn": "++++",
  "Mutation.signInWithPasskey": "++++",
  "Mutation.finishOpenIdConnect": "++++",
  "Mutation.signInWithDirectory": "++++",
  "Mutation.linkDirectoryAccount": "++++",
  "Mutation.unlinkIdentity": "++++",
  "Mutation.openInvitation": "++++",
  "Mutation.acceptInvitation": "++++",
  "Mutation.beginStepUp": "++++",
  "Mutation.stepUp": "++++",
  "Mutation.beginAddPasskey": "++++",
  "Mutation.addPasskey": "++++",
  "Mutation.renamePasskey": "++++",
  "Mutation.removePasskey": "++++",
  "Mutation.beginAddTotp": "++++",
  "Mutation.confirmTotp": "++++",
  "Mutation.removeTotp": "++++",
  "Mutation.makeRecoveryCodes": "++++",
  "Mutation.changePassword": "++++",
  "Mutation.changePersonalDetails": "++++",
  "Mutation.endSession": "++++",
  "Mutation.endOtherSessions": "++++",
  "Mutation.saveSignInMethod": "+---",
  "Mutation.testSignInMethod": "+---",
  "Mutation.switchSignInMethod": "+---",
  "Mutation.orderSignInMethods": "+---",
  "Mutation.removeSignInMethod": "+---",
  "Mutation.inviteUser": "+---",
  "Mutation.resetUserSignIn": "+---",
  "Mutation.setUserState": "+---",
  "Mutation.saveRole": "+---",
  "Mutation.removeRole": "+---",
  "Mutation.assignRole": "+---",
  "Mutation.createApiToken": "+---",
  "Mutation.revokeApiToken": "+---",
  "Mutation.saveProfileProof": "+---",
  "Mutation.createCardProfile": "+---",
  "Mutation.updateCardProfile": "+---",
  "Mutation.saveStateCommands": "+---",
  "Mutation.enableProcess": "+---",
  "Mutation.disableProcess": "+---",
  "Mutation.saveProfileKeys": "+---",
  "Mutation.saveCardKeys": "+---",
  "Mutation.createMasterKey": "+---",
  "Mutation.enterMasterKeyComponent": "+---",
  "Mutation.approveMasterKey": "+---",
  "Mutation.rejectMasterKey": "+---",
  "Mutation.changeCardState": "++--",
  "Mutation.resetAttempts": "++--",
  "Mutation.startImport": "+---",
  "Mutation.cancelImport": "+---",
  "Mutation.startProcess": "++++",
  "Mutation.submitChallenge": "++++",
  "Mutation.showResponse": "++++",
  "Mutation.finishProcess": "++++",
  "Mutation.cancelProcess": "++++",
  "Mutation.unfreezeCard": "++--",
  "Mutation.openNotMe": "++++",
  "Mutation.reportNotMe": "++++",
  "Mutation.confirmAddress": "++++",
  "Mutation.sendAddressConfirmation": "++++",
};
const forStrangers = new Set([
  "Query.site",
  "Query.viewer",
  "Mutation.signIn",
  "Mutation.signOut",
  "Mutation.claimSetUp",
  "Mutation.continueSignIn",
  "Mutation.beginPasskeySignIn",
  "Mutation.signInWithPasskey",
  "Mutation.finishOpenIdConnect",
  "Mutation.signInWithDirectory",
  "Mutation.openInvitation",
  "Mutation.acceptInvitation",
  "Mutation.openNotMe",
  "Mutation.reportNotMe",
  "Mutation.confirmAddress",
]);

let api: TestApi;
const callers = new Map<Role, Caller>();
beforeAll(async () => {
  api = await testApi({ signInLimits: { perAccountAndAddress: 100, perAddress: 1000, windowSeconds: 60 } });
  for (const role of roles) callers.set(role, await api.as(await aUser(api.application, { role })));
});
afterAll(() => api.remove());

const rootFields = () =>
  [api.application.schema.getQueryType(), api.application.schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ place: `${type?.name}.${field.name}`, field })),
  );

test("the table says something about every query and mutation, and about nothing else", () => {
  expect(
    rootFields()
      .map(({ place }) => place)
      .toSorted(),
  ).toEqual(Object.keys(table).toSorted());
});

describe.each(Object.entries(table))("%s", (place, marks) => {
  test("answers whoever may ask it, and nobody else", async () => {
    const seen: string[] = [];
    for (const role of roles) {
      const caller =
        place === "Mutation.signOut" ? await api.as(await aUser(api.application, { role })) : callers.get(role)!;
      seen.push((await isPermitted(caller, place)) ? "+" : "-");
    }
    expect(seen.join("")).toBe(marks);
  });

  test("answers strangers only where signing in needs it", async () => {
    const { errors, data } = await ask(api.stranger(), place);
    const isRefused = errors.some(({ extensions }) => extensions["code"] === "UNAUTHENTICATED");
    expect(isRefused).toBe(!forStrangers.has(place));
    if (isRefused) expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
  });
});

test("a mutation that a role does not allow leaves one entry that says so", async () => {
  const user = await aUser(api.application);
  const caller = await api.as(user);
  const { data } = await caller.graphql(
    `mutation { createCardProfile(input: { name: "x", description: "", cardType: "minidriver-3des" }) {
      __typename ... on Refusal { code message field } } }`,
  );
  expect(data?.["createCardProfile"]).toEqual({
    __typename: "NotPermitted",
    code: "NOT_PERMITTED",
    message: "Only administrators can do this.",
    field: null,
  });
  const entries = await api.at.database.reader.rows("SELECT * FROM audit_events WHERE actor_id = ?", [user.id]);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ action: "createCardProfile", outcome: "NotPermitted", was_refused: 1 });
});

async function isPermitted(caller: Caller, place: string): Promise<boolean> {
  const { data, errors } = await ask(caller, place);
  expect(errors.filter(({ extensions }) => extensions["code"] === "INTERNAL_SERVER_ERROR")).toEqual([]);
  const isForbidden = errors.some(({ extensions }) => extensions["code"] === "FORBIDDEN");
  const outcome = Object.values(data ?? {})[0] as { __typename?: string } | null | undefined;
  return !isForbidden && outcome?.__typename !== "NotPermitted";
}

function ask(caller: Caller, place: string) {
  const [root = "", name = ""] = place.split(".");
  const found = rootFields().find((one) => one.place === place);
  if (!found) throw new RangeError(`place: the schema has no ${place}`);
  const type = getNamedType(found.field.type);
  const selection = isObjectType(type) || isUnionType(type) ? "{ __typename }" : "";
  return caller.graphql(`${root.toLowerCase()} { ${name}${argumentsOf(found.field)} ${selection} }`);
}

/** The least that the schema takes; none of it stands for anything there is. */
function argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
  const needed = args.filter(({ type }) => isNonNullType(type));
  return needed.length === 0 ? "" : `(${needed.map(({ name, type }) => `${name}: ${sample(type)}`).join(", ")})`;
}

function sample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return "[]";
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "null";
  if (type.name === "DateTime") return `"2026-11-24T09:20:00Z"`;
  if (!isInputObjectType(type)) return { Int: "1", Boolean: "false" }[type.name] ?? `"x"`;
  const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
  return `{ ${needed.map((field) => `${field.name}: ${sample(field.type)}`).join(", ")} }`;
}

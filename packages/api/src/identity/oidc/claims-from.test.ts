import { expect, test } from "vitest";
import { claimsFrom } from "./claims-from.ts";
import { readOidcSettings } from "./oidc-settings.ts";

const settingsOf = (changes: object = {}) => {
  const read = readOidcSettings({ issuer: "https://login.example.org", clientId: "unlatch", ...changes });
  if (read.type !== "Read") throw new RangeError(`settings: ${read.message}`);
  return read.settings;
};
const method = (requiredGroup: string | null, changes: object = {}) => ({
  rules: { matchBy: "NEVER", createPeople: false, requiredGroup } as const,
  settings: settingsOf(changes),
});

test.each([
  [{ groups: ["a", "cards"] }, true],
  [{ groups: "cards" }, true],
  [{ groups: ["cards-readers", "CARDS"] }, false],
  [{ groups: { cards: true } }, false],
  [{}, false],
])("somebody with %j is in the group: %j", (said, isIn) => {
  expect(claimsFrom({ sub: "1", ...said }, method("cards"))?.isInRequiredGroup).toBe(isIn);
});

test("groups are read from inside another claim, as some providers have them; a name with dots is taken first", () => {
  const nested = method("cards", { groupsClaim: "realm_access.roles" });
  expect(claimsFrom({ sub: "1", realm_access: { roles: ["cards"] } }, nested)?.isInRequiredGroup).toBe(true);
  expect(claimsFrom({ sub: "1", "realm_access.roles": ["cards"] }, nested)?.isInRequiredGroup).toBe(true);
  expect(claimsFrom({ sub: "1", realm_access: "cards" }, nested)?.isInRequiredGroup).toBe(false);
  const inherited = method("cards", { groupsClaim: "constructor.name" });
  expect(claimsFrom({ sub: "1" }, inherited)?.isInRequiredGroup).toBe(false);
});

test("a provider that leaves the groups out because there are too many shuts nobody out", () => {
  expect(claimsFrom({ sub: "1", _claim_names: { groups: "src1" } }, method("cards"))).toBeNull();
  expect(claimsFrom({ sub: "1", hasgroups: true }, method("cards"))).toBeNull();
  expect(claimsFrom({ sub: "1", hasgroups: true }, method(null))?.isInRequiredGroup).toBe(true);
});

test("a subject longer than OpenID allows is none", () => {
  expect(claimsFrom({ sub: "x".repeat(256) }, method(null))).toBeNull();
});

test.each([
  [{ amr: ["pwd"] }, {}, false],
  [{ amr: ["otp"] }, {}, false],
  [{ amr: ["pwd", "otp"] }, {}, true],
  [{ amr: ["mfa"] }, {}, true],
  [{ amr: "mfa" }, {}, false],
  [{ acr: "strong" }, {}, false],
  [{ acr: "strong" }, { requiredAcr: "strong" }, true],
])("%j with %j counts as more than one factor: %j", (said, changes, isMore) => {
  const trusted = method(null, { trustsSecondFactor: true, ...changes });
  expect(claimsFrom({ sub: "1", ...said }, trusted)?.isMultiFactor).toBe(isMore);
  expect(claimsFrom({ sub: "1", ...said }, method(null, changes))?.isMultiFactor).toBe(false);
});

test("a mail address is verified only where the provider says so", () => {
  const verified = (email_verified: unknown) =>
    claimsFrom({ sub: "1", email: "a@example.org", email_verified }, method(null));
  expect([true, "true", false, "false", 1, undefined].map((value) => verified(value)?.emailIsVerified)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

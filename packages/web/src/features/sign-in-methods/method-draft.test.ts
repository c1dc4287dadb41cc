import { expect, test } from "vitest";
import { methodDraftOf, methodInputOf, newMethodDraft, redirectUriOf } from "./method-draft.ts";
import { aProviderMethod } from "./a-provider-method.ts";

test("a new draft has an identifier of its own, and the address to register has it in it", () => {
  const [one, other] = [newMethodDraft("OPENID_CONNECT"), newMethodDraft("OPENID_CONNECT")];
  expect(one.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(one.id).not.toBe(other.id);
  expect(redirectUriOf(one)).toBe(`${location.origin}/auth/oidc/${one.id}/return`);
});

test("what is kept comes back as it was, without its secret", () => {
  const draft = methodDraftOf(aProviderMethod());
  expect(draft).toMatchObject({ label: "Example ID", version: 3, secret: "", isCredentialKept: true });
  expect(draft && methodInputOf(draft)).toMatchObject({
    secret: null,
    version: 3,
    rules: { matchBy: "EMAIL", createPeople: false, requiredGroup: "cards" },
    openIdConnect: {
      issuer: "https://login.example.org",
      scopes: ["profile", "email"],
      requiredAcr: null,
      trustsSecondFactor: true,
    },
    ldap: null,
  });
});

test("what is built in has no draft", () => {
  expect(methodDraftOf({ ...aProviderMethod(), kind: "PASSWORD" })).toBeNull();
});

test("blanks around what was typed are not sent, and what was left empty is left to the server", () => {
  const draft = newMethodDraft("OPENID_CONNECT");
  Object.assign(draft, { label: " Example ID ", secret: " with blanks ", requiredGroup: " " });
  Object.assign(draft.openIdConnect, { issuer: " https://a.example ", scopes: " groups  email ", usernameClaim: " " });
  expect(methodInputOf(draft)).toMatchObject({
    label: "Example ID",
    secret: " with blanks ",
    rules: { requiredGroup: null },
    openIdConnect: { issuer: "https://a.example", scopes: ["groups", "email"], usernameClaim: null },
  });
});

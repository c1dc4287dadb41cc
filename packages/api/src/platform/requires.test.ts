import { graphql } from "graphql";
import { Mutation, Query, Resolver } from "type-graphql";
import { expect, test } from "vitest";
import { makeSchema } from "../schema.ts";
import type { Actor } from "./actor.ts";
import { Public, requireGuards, Requires } from "./requires.ts";
import { RequestContext } from "./request-context.ts";
import { DateTime } from "./scalars.ts";

@Resolver()
class Guarded {
  @Query(() => String)
  @Public()
  open() {
    return "open";
  }

  @Query(() => DateTime, { nullable: true })
  @Requires("audit:read")
  instant() {
    return new Date("2026-11-24T09:20:00.123Z");
  }

  @Mutation(() => Boolean, { nullable: true })
  @Requires("signed-in")
  touch() {
    return true;
  }
}

const person = (role: "AUDITOR" | "OPERATOR"): Actor => ({
  type: "person",
  userId: "1",
  username: "a",
  displayName: "A",
  role,
  state: "ACTIVE",
});
const ask = (actor: Actor, source: string) => {
  const effects = {
    keepToken: () => undefined,
    keepDeviceToken: () => undefined,
    forgetToken: () => undefined,
    recordNotPermitted: async () => undefined,
  };
  const contextValue = new RequestContext(
    { actor, session: null, token: null, deviceToken: null, siteOrigin: "", address: "", browser: null },
    effects,
  );
  return graphql({ schema: makeSchema([new Guarded()], []), source, contextValue });
};
const codeIn = (answer: Awaited<ReturnType<typeof ask>>) => answer.errors?.[0]?.extensions["code"];

test("lets everybody ask what is public", async () => {
  expect((await ask({ type: "nobody" }, "{ open }")).data).toEqual({ open: "open" });
});

test("asks strangers, and the server itself, to sign in first", async () => {
  for (const type of ["nobody", "system"] as const) {
    expect(codeIn(await ask({ type }, "{ instant }"))).toBe("UNAUTHENTICATED");
    expect(codeIn(await ask({ type }, "mutation { touch }"))).toBe("UNAUTHENTICATED");
  }
});

test("forbids a query to a role without the permission, and answers one that has it", async () => {
  expect(codeIn(await ask(person("OPERATOR"), "{ instant }"))).toBe("FORBIDDEN");
  expect((await ask(person("AUDITOR"), "{ instant }")).data).toEqual({ instant: "2026-11-24T09:20:00.123Z" });
});

test("a resolver that does not say who may ask it never makes it into a schema", () => {
  expect(() => requireGuards()).not.toThrow();
  @Resolver()
  class Forgetful {
    @Query(() => String)
    secrets() {
      return "";
    }
  }
  expect(() => makeSchema([new Guarded(), new Forgetful()], [])).toThrow(
    "resolver: Forgetful.secrets must say who may ask it, with @Requires or @Public",
  );
});

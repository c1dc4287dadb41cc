import type { Permission } from "@unlatch/core/access/permissions";
import { graphql } from "graphql";
import { FieldResolver, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { expect, test } from "vitest";
import { makeSchema } from "../schema.ts";
import type { Actor } from "./actor.ts";
import { Inherits, Public, requireGuards, Requires } from "./requires.ts";
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

  @Query(() => Boolean)
  @Requires("user:read", "signed-in-or-token")
  known() {
    return true;
  }

  @Mutation(() => Boolean, { nullable: true })
  @Public()
  knock() {
    return true;
  }

  @Mutation(() => Boolean, { nullable: true })
  @Requires("signed-in")
  touch() {
    return true;
  }
}

const person = (role: "AUDITOR" | "OPERATOR", scopes?: readonly Permission[]): Actor => ({
  type: "person",
  userId: "1",
  username: "a",
  displayName: "A",
  role,
  state: "ACTIVE",
  ...(scopes ? { token: { id: "t", name: "t", scopes } } : {}),
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

test("lets a program ask what its token says, and nothing that takes a person", async () => {
  expect((await ask(person("AUDITOR", ["audit:read"]), "{ instant }")).errors).toBeUndefined();
  expect(codeIn(await ask(person("AUDITOR", ["user:read"]), "{ instant }"))).toBe("FORBIDDEN");
  expect((await ask(person("AUDITOR", []), "{ known open }")).errors).toBeUndefined();
  expect(codeIn(await ask(person("AUDITOR", ["audit:read"]), "mutation { touch }"))).toBe("FORBIDDEN");
  expect(codeIn(await ask(person("AUDITOR", ["audit:read"]), "mutation { knock }"))).toBe("FORBIDDEN");
  expect((await ask({ type: "nobody" }, "mutation { knock }")).errors).toBeUndefined();
});

test("a field that is looked up for itself and does not say who may ask it never makes it into a schema", () => {
  @ObjectType()
  class Safe {}
  @Resolver(() => Safe)
  class Careless {
    @FieldResolver(() => String)
    @Inherits()
    label() {
      return "";
    }
  }
  expect(() => requireGuards()).not.toThrow();
  @Resolver(() => Safe)
  class Forgetful {
    @FieldResolver(() => String)
    content() {
      return "";
    }
  }
  expect(() => makeSchema([new Guarded(), new Careless(), new Forgetful()], [])).toThrow(
    "resolver: Forgetful.content must say who may ask it, with @Requires, @Inherits or @Public",
  );
});

test("a resolver that does not say who may ask it never makes it into a schema", () => {
  @Resolver()
  class Forgetful {
    @Query(() => String)
    secrets() {
      return "";
    }
  }
  expect(() => makeSchema([new Guarded(), new Forgetful()], [])).toThrow(
    "resolver: Forgetful.secrets must say who may ask it, with @Requires, @Inherits or @Public",
  );
});

import { Field, Mutation, ObjectType, Query, Resolver, createUnionType } from "type-graphql";
import { graphql } from "graphql";
import { expect, test } from "vitest";
import { makeSchema } from "../schema.ts";
import { nobody } from "./actor.ts";
import { codeOf, NotPermitted, outcomeType, Refusal } from "./refusal.ts";
import { Public } from "./requires.ts";

@ObjectType()
class DoorOpened {
  @Field(() => String)
  door: string;
}

@ObjectType({ implements: Refusal })
class DoorStuck {
  @Field(() => String)
  door: string;
}

const OpenDoorResult = createUnionType({
  name: "OpenDoorResult",
  types: () => [DoorOpened, DoorStuck, NotPermitted] as const,
  resolveType: outcomeType,
});

@Resolver()
class Doors {
  @Mutation(() => OpenDoorResult)
  @Public()
  openDoor() {
    return { type: "DoorStuck", door: "back" };
  }

  @Mutation(() => OpenDoorResult)
  @Public()
  openVault() {
    return { type: "NotPermitted", permission: "card:change-state" };
  }
}

const texts = {
  DoorStuck: ({ door }: { door: string }) => ({ message: `The ${door} door is stuck.`, field: ["door"] }),
};
const contextValue = { actor: nobody };
const ask = (source: string) => graphql({ schema: schemaWith(texts), source, contextValue });
const schemaWith = (given: object) => makeSchema([new Doors(), new Asks()], [given as typeof texts]);

@Resolver()
class Asks {
  @Query(() => Boolean)
  @Public()
  nothing() {
    return true;
  }
}

test("a refusal says its code, its message with the facts filled in, and the field it is about", async () => {
  const { data } = await ask(
    "mutation { openDoor { ... on Refusal { code message field } ... on DoorStuck { door } } }",
  );
  expect(data?.["openDoor"]).toEqual({
    code: "DOOR_STUCK",
    message: "The back door is stuck.",
    field: ["door"],
    door: "back",
  });
});

test("NotPermitted names the roles that may", async () => {
  const { data } = await ask("mutation { openVault { ... on Refusal { message field } } }");
  expect(data?.["openVault"]).toEqual({ message: "Only administrators and operators can do this.", field: null });
});

test("a refusal without a text, and a text without a refusal, keep the server from starting", () => {
  expect(() => schemaWith({})).toThrow("texts: the refusal DoorStuck has none");
  expect(() => schemaWith({ ...texts, WindowStuck: () => ({ message: "" }) })).toThrow(
    "texts: no refusal is named WindowStuck",
  );
});

test.each([
  ["CardNotActive", "CARD_NOT_ACTIVE"],
  ["NotPermitted", "NOT_PERMITTED"],
  ["Fault", "FAULT"],
])("the code of %s is %s", (name, code) => {
  expect(codeOf(name)).toBe(code);
});

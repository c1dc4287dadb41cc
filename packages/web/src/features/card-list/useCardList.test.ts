import { describe, expect, it } from "vitest";
import { asCardState } from "./useCardList.ts";

describe("asCardState", () => {
  it("knows the card states", () => expect(asCardState("INACTIVE")).toBe("INACTIVE"));

  it("narrows nothing by a state that an address made up", () => {
    expect(asCardState("BLOCKED")).toBeNull();
    expect(asCardState("")).toBeNull();
  });
});

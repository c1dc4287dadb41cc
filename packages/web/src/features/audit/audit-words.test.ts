import { beforeAll, describe, expect, it } from "vitest";
import audit from "../../i18n/en/admin-audit.json";
import { addMessages, i18n } from "../../i18n/i18n.ts";
import { actionWords, auditActions, factWords, outcomeWords } from "./audit-words.ts";

beforeAll(() => addMessages("admin", { audit }));

describe("the words of the audit log", () => {
  it("has words of its own for every action that can be filtered by", () => {
    const wordless = auditActions.filter((action) => !i18n.global.te(`admin.audit.actions.${action}`));
    expect(wordless).toEqual([]);
  });

  it("says what is known in its own words", () => {
    expect(actionWords("process.submitChallenge")).toBe("Challenge submitted");
    expect(outcomeWords("ChallengeAnswered")).toBe("Response given");
    expect(factWords("before")).toBe("Before");
  });

  it("spells out what it has no words for", () => {
    expect(actionWords("card.printLabel")).toBe("Print label");
    expect(outcomeWords("ChallengeTooShort")).toBe("Challenge too short");
    expect(factWords("readerName")).toBe("Reader name");
  });
});

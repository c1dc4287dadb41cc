import { beforeAll, describe, expect, it } from "vitest";
import profiles from "../../i18n/en/admin-profiles.json";
import { addMessages } from "../../i18n/i18n.ts";
import { aProfile } from "./a-profile.ts";
import { changeWords } from "./change-words.ts";

beforeAll(() => addMessages("admin", { profiles }));

describe("changeWords", () => {
  it("says a change as it will be after saving", () => {
    const profile = aProfile();
    expect(
      changeWords({ section: "ACTIVE", type: "Added", process: "Report", who: ["SELF_SERVICE", "OPERATOR"] }, profile),
    ).toBe("+ Active · Report (self-service, operator)");
    expect(changeWords({ section: "INACTIVE", type: "Removed", process: "Unblock" }, profile)).toBe(
      "− Inactive · Unblock",
    );
    expect(changeWords({ section: "ACTIVE", type: "Reordered" }, profile)).toBe("Active · new order");
    expect(changeWords({ section: "GENERAL", type: "NameChanged", value: "Staff" }, profile)).toBe("Name: Staff");
  });

  it("says so when nothing is chosen yet, and when nobody may start it", () => {
    const change = { section: "ACTIVE", type: "Added", process: "", who: [] } as const;
    expect(changeWords(change, aProfile())).toBe("+ Active · process not chosen yet (nobody)");
  });
});

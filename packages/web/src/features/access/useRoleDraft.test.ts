import { beforeAll, expect, test } from "vitest";
import access from "../../i18n/en/admin-access.json";
import { addMessages } from "../../i18n/i18n.ts";
import { answerWith, askedWith } from "../../test-support/answer-with.ts";
import { useInComponent } from "../../test-support/use-in-component.ts";
import { useRoleDraft } from "./useRoleDraft.ts";
import type { ShownRole } from "./useRoles.ts";

beforeAll(() => addMessages("admin", { access }));

const role: ShownRole = {
  id: "r",
  name: "Card desk",
  permissions: ["CARD_READ_OWN", "CARD_READ_ANY", "PROCESS_RUN_OWN"],
  isBuiltIn: false,
  version: 3,
  members: { count: 0, precision: "EXACT" },
};
const saved = (changed: object) => ({
  body: { data: { saveRole: { __typename: "RoleSaved", role: { ...role, version: 4, ...changed } } } },
});

test("what everybody may is no choice, and nothing is changed at first", () => {
  const { chosen, isChanged } = useInComponent(() => useRoleDraft(role)).used;
  expect(chosen.value).toEqual(["CARD_READ_ANY"]);
  expect(isChanged.value).toBe(false);
});

test("a role without a name is not sent", async () => {
  const fetched = answerWith(saved({}));
  const draft = useInComponent(() => useRoleDraft(null)).used;
  expect(await draft.save()).toBeNull();
  expect(draft.problems.value).toEqual([{ text: "Enter a name", fieldId: "role-name" }]);
  expect(fetched).not.toHaveBeenCalled();
});

test("is saved over the version that was seen, and is unchanged from then on", async () => {
  const fetched = answerWith(saved({ name: "Desk", permissions: [...role.permissions, "USER_READ"] }));
  const draft = useInComponent(() => useRoleDraft(role)).used;
  draft.name.value = " Desk ";
  draft.chosen.value = [...draft.chosen.value, "USER_READ"];
  expect(draft.isChanged.value).toBe(true);
  expect((await draft.save())?.version).toBe(4);
  expect(askedWith(fetched)).toEqual({
    input: { roleId: "r", version: 3, name: "Desk", permissions: ["CARD_READ_ANY", "USER_READ"] },
  });
  expect(draft.isChanged.value).toBe(false);
});

test("a refusal stands at its field, and what was typed stays", async () => {
  const refused = { __typename: "RoleNameTaken", message: "Taken.", field: ["name"] };
  answerWith({ body: { data: { saveRole: refused } } });
  const draft = useInComponent(() => useRoleDraft(role)).used;
  draft.name.value = "Other";
  expect(await draft.save()).toBeNull();
  expect(draft.problems.value).toEqual([{ text: "Taken.", fieldId: "role-name" }]);
  expect(draft.name.value).toBe("Other");
});

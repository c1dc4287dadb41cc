import { computed, ref, shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { SaveRoleDocument, type Permission } from "../../graphql/generated/graphql.ts";
import { useProvedChange } from "../../session/proof/useProvedChange.ts";
import type { Problem } from "../../ui/form/problem.ts";
import { everyonesNames } from "./permission-groups.ts";
import type { ShownRole } from "./useRoles.ts";

/** A role while it is being made or changed; saved as a whole. */
export function useRoleDraft(role: ShownRole | null) {
  const { t } = useI18n();
  const { change, isRunning, problem } = useProvedChange(SaveRoleDocument, "saveRole");
  const before = shallowRef(role);
  const chosenBefore = () => (before.value?.permissions ?? []).filter((one) => !everyonesNames.includes(one));
  const name = ref(role?.name ?? "");
  const chosen = ref<readonly Permission[]>(chosenBefore());
  const problems = shallowRef<readonly Problem[]>([]);
  const isChanged = computed(
    () =>
      name.value.trim() !== (before.value?.name ?? "") ||
      chosen.value.toSorted().join(" ") !== chosenBefore().toSorted().join(" "),
  );

  /** @returns the role as it is now, or null, and `problems` says why */
  async function save(): Promise<ShownRole | null> {
    problems.value = name.value.trim() === "" ? [{ text: t("admin.access.nameMissing"), fieldId: "role-name" }] : [];
    if (problems.value.length > 0) return null;
    const { id: roleId = null, version = null } = before.value ?? {};
    const input = { roleId, version, name: name.value.trim(), permissions: [...chosen.value] };
    const saved = await change({ input });
    if (saved !== null) {
      before.value = saved.role;
      name.value = saved.role.name;
      chosen.value = chosenBefore();
      return saved.role;
    }
    const refused = problem.value;
    if (refused) problems.value = [{ text: refused.text, fieldId: refused.field === "name" ? "role-name" : null }];
    return null;
  }

  return { name, chosen, problems, isChanged, isRunning, save };
}

import { computed, ref, shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { useRouter } from "vue-router";
import { chosenFile } from "../../features/imports/chosen-file.ts";
import type { InspectedFile } from "../../features/imports/import-answer.ts";
import { columnTrouble, type ImportDraft, mappingOf, newDraft, suggest } from "../../features/imports/import-draft.ts";
import { useStartImport } from "../../features/imports/useImport.ts";
import { useImportFile } from "../../features/imports/useImportFile.ts";
import { usePreview } from "../../features/imports/usePreview.ts";
import { failureText } from "../../i18n/failure-text.ts";
import type { Problem } from "../../ui/form/problem.ts";

/** The steps of preparing an import. */
export const wizardSteps = ["CHOOSE", "COLUMNS", "PREVIEW"] as const;

/** Prepares an import step by step: a file, its columns, a look at what will happen. What was chosen stays when something fails. */
export function useImportWizard() {
  const { t } = useI18n();
  const router = useRouter();
  const step = ref<(typeof wizardSteps)[number]>("CHOOSE");
  const draft = ref<ImportDraft>(newDraft());
  const file = shallowRef<File | null>(null);
  const shape = shallowRef<InspectedFile | null>(null);
  const problems = ref<Problem[]>([]);
  const sending = useImportFile();
  const starting = useStartImport();
  const preview = usePreview();
  const isStarted = ref(false);

  const tell = (text: string | null, fieldId: string | null = null) =>
    (problems.value = text === null ? [] : [{ text, fieldId }]);
  const tellTrouble = (fieldId: string | null = null) =>
    tell(sending.refusal.value ?? failureText(sending.failure.value), fieldId);

  async function inspect() {
    const missing: Problem[] = [
      ...(draft.value.profileId === "" ? [{ text: t("admin.imports.profileMissing"), fieldId: "import-profile" }] : []),
      ...(file.value === null ? [{ text: t("admin.imports.fileMissing"), fieldId: "import-file" }] : []),
    ];
    problems.value = missing;
    if (missing.length > 0 || file.value === null) return;
    const answers = await sending.send(file.value, { type: "INSPECT" });
    const inspected = answers?.find((answer): answer is InspectedFile => answer.type === "FileInspected");
    if (inspected === undefined) {
      tellTrouble("import-file");
      return;
    }
    shape.value = inspected;
    suggest(draft.value, inspected);
    step.value = "COLUMNS";
  }

  async function look() {
    const trouble = columnTrouble(draft.value);
    tell(trouble === null ? null : t(`admin.imports.${trouble}`), "import-column-0");
    if (trouble !== null || file.value === null) return;
    const { profileId } = draft.value;
    const answers = await sending.send(file.value, {
      type: "PREVIEW",
      mapping: { ...mappingOf(draft.value), profileId },
    });
    if (answers === null) {
      tellTrouble();
      return;
    }
    preview.answers.value = answers;
    step.value = "PREVIEW";
  }

  async function start() {
    if (file.value === null) return;
    const outcome = await starting.start(draft.value, file.value.name);
    if (outcome?.__typename !== "ImportStarted") {
      tell(outcome?.message ?? failureText(starting.failure.value));
      return;
    }
    isStarted.value = true;
    chosenFile.value = file.value;
    await router.replace({ name: "admin-import", params: { importId: outcome.run.id } });
  }

  function goBack() {
    problems.value = [];
    step.value = step.value === "PREVIEW" ? "COLUMNS" : "CHOOSE";
  }

  const isUnsaved = computed(() => !isStarted.value && file.value !== null);
  const isBusy = computed(() => sending.isSending.value || starting.isRunning.value);
  return {
    step,
    draft,
    file,
    shape,
    problems,
    preview,
    isUnsaved,
    isBusy,
    share: sending.share,
    inspect,
    look,
    start,
    goBack,
  };
}

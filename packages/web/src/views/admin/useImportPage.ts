import { computed, onScopeDispose, ref } from "vue";
import { chosenFile } from "../../features/imports/chosen-file.ts";
import { useCancelImport, useImport } from "../../features/imports/useImport.ts";
import { useImportFile } from "../../features/imports/useImportFile.ts";
import { failureText } from "../../i18n/failure-text.ts";

/** How often the figures of a running import are asked for, in milliseconds. */
const askEveryMs = 1000;

/** One import: sends its file when there is one, shows how far it is, and ends it when told to. */
export function useImportPage(importId: () => string) {
  const { answer, failure, reload } = useImport(importId);
  const sending = useImportFile();
  const cancelling = useCancelImport();
  const error = ref<string | null>(null);
  const run = computed(() => answer.value?.import ?? null);
  const isAbsent = computed(() => answer.value !== null && answer.value.import === null);

  async function send(file: File | null) {
    if (file === null || sending.isSending.value) return;
    error.value = null;
    const timer = setInterval(() => void reload(), askEveryMs);
    stops.push(() => clearInterval(timer));
    const answers = await sending.send(file, { type: "COMMIT", importId: importId() });
    clearInterval(timer);
    if (answers === null) error.value = sending.refusal.value ?? failureText(sending.failure.value);
    await reload();
  }

  async function cancel() {
    const outcome = await cancelling.cancel(importId());
    if (outcome === null) error.value = failureText(cancelling.failure.value);
    else if (outcome.__typename !== "ImportCancelled") error.value = outcome.message;
    sending.stop();
    await reload();
    return outcome?.__typename === "ImportCancelled";
  }

  const stops: (() => void)[] = [];
  onScopeDispose(() => stops.forEach((stop) => stop()));
  const waiting = chosenFile.value;
  chosenFile.value = null;
  void send(waiting);
  return {
    run,
    isAbsent,
    failure,
    reload,
    error,
    send,
    cancel,
    isSending: sending.isSending,
    isCancelling: cancelling.isRunning,
    share: sending.share,
  };
}

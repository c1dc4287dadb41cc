import { onScopeDispose, ref, shallowRef } from "vue";
import type { Failure } from "../../graphql/reply.ts";
import { sendFile } from "../../graphql/send-file.ts";
import { type ImportAnswer, refusalIn } from "./import-answer.ts";

/** How a file is sent: to be looked at, to be tried, or to be imported by a run. */
export type FilePurpose =
  | { readonly type: "INSPECT" }
  | { readonly type: "PREVIEW"; readonly mapping: object }
  | { readonly type: "COMMIT"; readonly importId: string };

/** Enough of a file to tell its columns. */
const headBytes = 64 * 1024;

/** Sends a file of cards, one at a time; leaving the page ends it. */
export function useImportFile() {
  const share = ref(0);
  const isSending = ref(false);
  const failure = shallowRef<Failure | null>(null);
  const refusal = ref<string | null>(null);
  let aborting: AbortController | null = null;

  /** @returns what the server answered; null: see `failure` and `refusal` */
  async function send(file: File, purpose: FilePurpose): Promise<readonly ImportAnswer[] | null> {
    aborting = new AbortController();
    share.value = 0;
    failure.value = null;
    refusal.value = null;
    isSending.value = true;
    const reply = await sendFile<ImportAnswer>({
      ...requestFor(file, purpose),
      signal: aborting.signal,
      onSent: (sent) => (share.value = sent),
    });
    isSending.value = false;
    if (reply.type !== "Answered") {
      failure.value = reply;
      return null;
    }
    refusal.value = refusalIn(reply.value);
    return refusal.value === null ? reply.value : null;
  }

  const stop = () => aborting?.abort();
  onScopeDispose(stop);
  return { send, stop, share, isSending, failure, refusal };
}

function requestFor(file: File, purpose: FilePurpose) {
  switch (purpose.type) {
    case "INSPECT":
      return { path: "/api/imports?mode=inspect", file: file.slice(0, headBytes) };
    case "PREVIEW":
      return { path: "/api/imports?mode=preview", file, mapping: purpose.mapping };
    case "COMMIT":
      return { path: `/api/imports?run=${encodeURIComponent(purpose.importId)}`, file };
    default:
      return purpose satisfies never;
  }
}

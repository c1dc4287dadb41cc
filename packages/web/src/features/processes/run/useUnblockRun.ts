import { onScopeDispose, ref, shallowRef } from "vue";
import {
  ProcessDocument,
  type AnsweredFieldsFragment,
  type ProcessFieldsFragment,
} from "../../../graphql/generated/graphql.ts";
import type { Failure } from "../../../graphql/reply.ts";
import { request } from "../../../graphql/request.ts";
import { cameByBack } from "./came-by-back.ts";
import { useForgetting } from "./useForgetting.ts";

/** A process as its person sees it. */
export type RunProcess = ProcessFieldsFragment;
/** The response with what was corrected in the challenge. */
export type ShownResponse = Pick<AnsweredFieldsFragment, "response" | "corrections" | "isTold">;
/** Why the server gave nothing, in its own words. */
export interface RunRefusal {
  readonly code: string;
  readonly message: string;
  /** Until when it is refused, where that is known. */
  readonly until?: string;
}

/** Everything one run of Unblock PIN offline holds in the browser. */
export type UnblockRun = ReturnType<typeof useUnblockRun>;

/**
 * One run of Unblock PIN offline. Challenge and response live here and nowhere else, and are forgotten when the page
 * is left, put aside by the browser, or the session ends.
 */
export function useUnblockRun(processId: string) {
  const process = shallowRef<RunProcess | null>(null);
  const isMissing = ref(false);
  const failure = shallowRef<Failure | null>(null);
  const refusal = shallowRef<RunRefusal | null>(null);
  const typed = ref("");
  const shown = shallowRef<ShownResponse | null>(null);
  /** The response was shown here and was hidden again: it comes back when asked for, not by itself. */
  const wasHidden = ref(cameByBack());

  async function load(): Promise<void> {
    const reply = await request(ProcessDocument, { id: processId });
    failure.value = reply.type === "Answered" ? null : reply;
    if (reply.type !== "Answered") return;
    process.value = reply.value.process ?? null;
    isMissing.value = !reply.value.process;
  }

  function type(text: string): void {
    typed.value = text;
  }

  let timesHidden = 0;
  /**
   * To be called before asking for a response: gives what takes the answer. Where everything was hidden while the
   * answer was on its way, it stays hidden.
   */
  function receiver(): (answered: AnsweredFieldsFragment) => void {
    const before = timesHidden;
    return (answered) => {
      if (before === timesHidden) keep(answered);
      else {
        process.value = answered.process;
        wasHidden.value = true;
      }
    };
  }

  function keep(answered: AnsweredFieldsFragment): void {
    process.value = answered.process;
    shown.value = { response: answered.response, corrections: answered.corrections, isTold: answered.isTold };
    wasHidden.value = false;
  }

  /** The person asks for the response: the page that shows it need not ask once more. */
  function reveal(): void {
    wasHidden.value = false;
  }

  function finish(finished: RunProcess): void {
    hide();
    process.value = finished;
  }

  function hide(): void {
    timesHidden += 1;
    if (shown.value !== null) wasHidden.value = true;
    shown.value = null;
  }

  /** It can be shown, but is not now: the person went back from proving who they are. */
  function keepHidden(): void {
    hide();
    wasHidden.value = true;
  }

  function forget(): void {
    hide();
    typed.value = "";
  }

  /** A refusal that the process is over leads to the page of what it came to; any other is told in the server's words. */
  async function takeRefusal(told: RunRefusal): Promise<void> {
    hide();
    await load();
    const isOpen = process.value?.state === "AWAITING_CHALLENGE" || process.value?.state === "RESPONSE_SHOWN";
    if (isOpen)
      refusal.value = { code: told.code, message: told.message, ...(told.until ? { until: told.until } : {}) };
  }

  const lookAgain = () => {
    if (document.visibilityState === "visible" && process.value !== null) void load();
  };
  document.addEventListener("visibilitychange", lookAgain);
  onScopeDispose(() => document.removeEventListener("visibilitychange", lookAgain));
  useForgetting(forget);

  return {
    process,
    isMissing,
    failure,
    refusal,
    typed,
    shown,
    wasHidden,
    load,
    type,
    receiver,
    reveal,
    keepHidden,
    hide,
    finish,
    takeRefusal,
  };
}

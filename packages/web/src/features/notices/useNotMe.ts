import { ref, shallowRef } from "vue";
import { OpenNotMeDocument, ReportNotMeDocument, type OpenNotMeMutation } from "../../graphql/generated/graphql.ts";
import { request } from "../../graphql/request.ts";
import { failureText } from "../../i18n/failure-text.ts";

/** Which response the link is about, and how it stands with it. */
export type OpenedNotice = Extract<OpenNotMeMutation["openNotMe"], { __typename: "NotMeOpened" }>;

/** The link "This was not me": looks at it, and uses it once. Its token is kept in the memory of the page alone. */
export function useNotMe(token: string) {
  const opened = shallowRef<OpenedNotice | null>(null);
  /** In the server's words: the link opens nothing, and never will. */
  const unusable = ref<string | null>(null);
  const problem = ref<string | null>(null);
  const isRunning = ref(false);
  const isReported = ref(false);

  function refuse({ code, message }: { code: string; message: string }): void {
    if (code === "NOTICE_LINK_UNUSABLE") unusable.value = message;
    else problem.value = message;
  }

  async function open(): Promise<void> {
    problem.value = null;
    const reply = await request(OpenNotMeDocument, { input: { token } });
    if (reply.type !== "Answered") problem.value = failureText(reply);
    else if (reply.value.openNotMe.__typename === "NotMeOpened") opened.value = reply.value.openNotMe;
    else refuse(reply.value.openNotMe);
  }

  /** @returns whether it is stopped by this; if not, `problem`, `unusable` or `opened` say how it stands */
  async function report(): Promise<boolean> {
    if (isRunning.value) return false;
    isRunning.value = true;
    problem.value = null;
    const reply = await request(ReportNotMeDocument, { input: { token } });
    isRunning.value = false;
    if (reply.type !== "Answered") problem.value = failureText(reply);
    else if (reply.value.reportNotMe.__typename === "NotMeReported") isReported.value = true;
    else if (reply.value.reportNotMe.__typename === "NotMeReportedBefore") await open();
    else refuse(reply.value.reportNotMe);
    return isReported.value;
  }

  return { opened, unusable, problem, isRunning, isReported, open, report };
}

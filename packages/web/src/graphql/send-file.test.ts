import { afterEach, expect, test, vi } from "vitest";
import { sendFile } from "./send-file.ts";
import { onSignedOut } from "./signed-out.ts";

/** A request that is answered at once, or not at all. */
function answersWith(answer: { status: number; text: string } | "no connection") {
  const headers: Record<string, string> = {};
  const opened: string[] = [];
  class AnsweredRequest {
    upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    status = 0;
    responseText = "";
    open = (method: string, path: string) => void opened.push(`${method} ${path}`);
    setRequestHeader = (name: string, value: string) => void (headers[name] = value);
    abort = () => this.onabort?.();
    send() {
      this.upload.onprogress?.({ loaded: 1, total: 4 });
      if (answer === "no connection") return this.onerror?.();
      this.status = answer.status;
      this.responseText = answer.text;
      return this.onload?.();
    }
  }
  vi.stubGlobal("XMLHttpRequest", AnsweredRequest);
  return { headers, opened };
}
afterEach(() => vi.unstubAllGlobals());

const file = new Blob(["serial\n1\n"]);
const send = (more: object = {}) => sendFile<{ type: string }>({ path: "/api/imports", file, ...more });

test("sends the file as bytes with its mapping, tells how much was taken, and gives the lines of the answer", async () => {
  const { headers, opened } = answersWith({ status: 200, text: '{"type":"A"}\n{"type":"B"}\n' });
  const onSent = vi.fn();
  const reply = await send({ mapping: { profileId: "ä" }, onSent });
  expect(opened).toEqual(["POST /api/imports"]);
  expect(headers).toEqual({
    "Content-Type": "application/octet-stream",
    "Unlatch-Import-Mapping": "%7B%22profileId%22%3A%22%C3%A4%22%7D",
  });
  expect(onSent).toHaveBeenCalledWith(0.25);
  expect(reply).toMatchObject({ type: "Answered", value: [{ type: "A" }, { type: "B" }] });
});

test("a refusal is an answer", async () => {
  answersWith({ status: 422, text: '{"type":"ImportColumnsUnusable"}' });
  expect(await send()).toMatchObject({ type: "Answered", value: [{ type: "ImportColumnsUnusable" }] });
});

test.each([
  [403, "Forbidden"],
  [503, "Offline"],
  [500, "Fault"],
])("tells what status %i means: %s", async (status, type) => {
  answersWith({ status, text: "" });
  expect((await send()).type).toBe(type);
});

test("a lost connection is a reply, and a session that is gone is told to everybody", async () => {
  answersWith("no connection");
  expect(await send()).toEqual({ type: "Offline" });
  const listener = vi.fn();
  const stop = onSignedOut(listener);
  answersWith({ status: 401, text: "" });
  expect(await send()).toEqual({ type: "SignedOut" });
  expect(listener).toHaveBeenCalledOnce();
  stop();
});

import type { Reply } from "./reply.ts";
import { reportSignedOut } from "./signed-out.ts";

/** A file to send, and who hears of it meanwhile. */
export interface FileToSend {
  readonly path: string;
  readonly file: Blob;
  /** What goes along with it in a header, as JSON. */
  readonly mapping?: object;
  /** How much of it was taken, from 0 to 1. */
  readonly onSent?: (share: number) => void;
  /** Ends the sending. */
  readonly signal?: AbortSignal;
}

/**
 * Sends a file to the server, which answers in lines of JSON. Never throws, like `request`. The file is read by the
 * browser itself, piece by piece: no script of ours has its content.
 *
 * @returns every line of the answer; a refusal is the last one
 */
export function sendFile<Line>(sending: FileToSend): Promise<Reply<readonly Line[]>> {
  return new Promise((resolve) => {
    const call = new XMLHttpRequest();
    call.open("POST", sending.path);
    call.setRequestHeader("Content-Type", "application/octet-stream");
    if (sending.mapping) {
      call.setRequestHeader("Unlatch-Import-Mapping", encodeURIComponent(JSON.stringify(sending.mapping)));
    }
    call.upload.onprogress = ({ loaded, total }) => sending.onSent?.(total === 0 ? 1 : loaded / total);
    call.onload = () => resolve(replyOf(call));
    call.onerror = () => resolve({ type: "Offline" });
    call.onabort = () => resolve({ type: "Offline" });
    sending.signal?.addEventListener("abort", () => call.abort());
    call.send(sending.file);
  });
}

function replyOf<Line>(call: XMLHttpRequest): Reply<readonly Line[]> {
  if (call.status === 401) {
    reportSignedOut();
    return { type: "SignedOut" };
  }
  if (call.status === 403) return { type: "Forbidden" };
  if (call.status >= 502 && call.status <= 504) return { type: "Offline" };
  if (call.status !== 200 && call.status !== 422) return { type: "Fault", errorId: null };
  try {
    const lines = call.responseText.split("\n").filter((line) => line.trim() !== "");
    return { type: "Answered", value: lines.map((line) => JSON.parse(line) as Line), serverTime: new Date() };
  } catch {
    return { type: "Offline" };
  }
}

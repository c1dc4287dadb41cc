import type { Socket } from "node:net";
import { BerReader } from "ldapts";

/** ExtendedRequest with message id 1 and the object identifier of StartTLS. @see RFC 4511 section 4.14 */
const request = Buffer.from("301d02010177188016312e332e362e312e342e312e313436362e3230303337", "hex");
const message = 0x30;
const extendedResponse = 0x78;
const longestAnswer = 4096;

/**
 * Asks a directory to turn to TLS. What came in the clear is over with its one answer: bytes that someone on the way put
 * behind it would otherwise be read as if they had come through TLS.
 *
 * @throws when the directory declines, says something else, or says more than its answer
 */
export function startTls(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard: Buffer = Buffer.alloc(0);
    const onData = (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes]);
      const said = answerIn(heard);
      if (said === "NOTHING_YET" && heard.length <= longestAnswer) return;
      stop(said === "GO_ON" ? null : new Error("StartTLS was declined"));
    };
    const onClose = () => stop(new Error("The connection was closed"));
    function stop(fault: Error | null) {
      socket.pause();
      socket.off("data", onData).off("close", onClose).off("error", stop);
      if (fault) reject(fault);
      else resolve();
    }
    socket.on("data", onData).once("close", onClose).once("error", stop);
    socket.write(request);
  });
}

/** @returns what an answer says, of which perhaps not all is there yet; anything but one whole agreement declines */
function answerIn(bytes: Buffer): "GO_ON" | "DECLINED" | "NOTHING_YET" {
  if (bytes[0] !== message) return "DECLINED";
  const reader = new BerReader(bytes);
  try {
    if (reader.readSequence() === null || reader.offset + reader.length > bytes.length) return "NOTHING_YET";
    const isAll = reader.offset + reader.length === bytes.length;
    const isAgreed =
      reader.readInt() === 1 && reader.readSequence() === extendedResponse && reader.readEnumeration() === 0;
    return isAll && isAgreed ? "GO_ON" : "DECLINED";
  } catch {
    return "DECLINED";
  }
}

import { connect, createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { dialDirectory } from "./dial-directory.ts";
import { startTls } from "./start-tls.ts";

const accepts = Buffer.from("300c02010178070a010004000400", "hex");
/** The same with its lengths in four bytes, as Active Directory writes them. */
const acceptsAtLength = Buffer.from("3084000000100201017884000000070a010004000400", "hex");
const declines = Buffer.from("300c02010178070a010204000400", "hex");
/** BindResponse 3: success. */
const injected = Buffer.from("300c02010361070a010004000400", "hex");

let server: Server;
afterEach(() => server.close());

/** Somebody who answers the first request with these bytes, a few at a time. */
async function answering(...parts: readonly Buffer[]): Promise<{ port: number; heard: Buffer[]; sockets: Socket[] }> {
  const [heard, sockets]: [Buffer[], Socket[]] = [[], []];
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => heard.push(bytes));
    socket.once(
      "data",
      () => void parts.reduce((wait, part) => wait.then(() => sent(socket, part)), Promise.resolve()),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as { port: number }).port, heard, sockets };
}

const sent = (socket: Socket, part: Buffer) =>
  new Promise<void>((resolve) => socket.write(part, () => setTimeout(resolve, 20)));

async function startedOn(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  try {
    await startTls(socket);
  } finally {
    socket.destroy();
  }
}

test("goes on when the directory agrees, also in pieces and with long lengths", async () => {
  for (const parts of [
    [accepts],
    [accepts.subarray(0, 1), accepts.subarray(1, 5), accepts.subarray(5)],
    [acceptsAtLength],
  ]) {
    const { port } = await answering(...parts);
    await expect(startedOn(port)).resolves.toBeUndefined();
    server.close();
  }
});

test("refuses an answer with more behind it, which somebody on the way could have put there", async () => {
  for (const parts of [[Buffer.concat([accepts, injected])], [Buffer.concat([accepts, injected.subarray(0, 3)])]]) {
    const { port } = await answering(...parts);
    await expect(startedOn(port)).rejects.toThrow("declined");
    server.close();
  }
});

test("refuses an answer that declines, is no answer, or is none of this", async () => {
  for (const answer of [
    declines,
    injected,
    Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n"),
    Buffer.alloc(5000, 0x30),
    Buffer.from("308001", "hex"),
    Buffer.from("3089010203040506070809", "hex"),
  ]) {
    const { port } = await answering(answer);
    await expect(startedOn(port)).rejects.toThrow();
    server.close();
  }
});

test("a directory that says nothing is given up in time, the line is closed, and no password was sent", async () => {
  const { port, heard, sockets } = await answering();
  const settings = { startTls: true, caPem: null };
  await expect(dialDirectory(`ldap://127.0.0.1:${port}`, settings, 150)).rejects.toMatchObject({ step: "TLS" });
  expect(Buffer.concat(heard).toString("hex")).toMatch(/^301d020101771880/);
  await expect.poll(() => sockets.every(({ destroyed }) => destroyed)).toBe(true);
});

test("never speaks in the clear to another machine", async () => {
  const settings = { startTls: false, caPem: null };
  await expect(dialDirectory("ldap://directory.example.org", settings, 50)).rejects.toMatchObject({ step: "TLS" });
});

import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { bindReader, isPasswordOf, withDirectory } from "./open-directory.ts";

/** BindResponse to the client's first message: success. */
const bound = Buffer.from("300c02010261070a010004000400", "hex");
let server: Server;
afterEach(() => server.close());

async function listening(onLine: (socket: Socket) => void) {
  const lines: Socket[] = [];
  const heard: Buffer[] = [];
  server = createServer((socket) => {
    lines.push(socket);
    socket.on("data", (bytes) => heard.push(bytes)).on("error", () => undefined);
    onLine(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const settings = { urls: [`ldap://127.0.0.1:${port}`], startTls: false, caPem: null, bindDn: "cn=reader,dc=example" };
  const access = { settings: settings as never, requiredGroup: null, bindPassword: "reads", timeoutMs: 300 };
  return { access, lines, heardText: () => Buffer.concat(heard).toString("latin1") };
}

test("a line that the directory closes is never opened again: the next password would go who knows where", async () => {
  const { access, lines, heardText } = await listening((socket) => socket.once("data", () => socket.end(bound)));
  const work = withDirectory(access, async (directory) => {
    await bindReader(directory, access);
    await once(lines[0] as Socket, "close");
    return isPasswordOf(directory, "uid=ada,dc=example", "a long walk by the sea");
  });
  await expect(work).rejects.toMatchObject({ name: "DirectoryUnusable" });
  expect(lines).toHaveLength(1);
  expect(heardText()).toContain("reads");
  expect(heardText()).not.toContain("a long walk");
});

test("a directory that stops answering is given up in time, and its line let go of", async () => {
  const { access, lines } = await listening(() => undefined);
  const began = performance.now();
  const work = withDirectory(access, (directory) => bindReader(directory, access));
  await expect(work).rejects.toMatchObject({ step: "BIND" });
  expect(performance.now() - began).toBeLessThan(2000);
  await expect.poll(() => lines.every(({ destroyed }) => destroyed)).toBe(true);
});

test("an answer that is no LDAP is given up as well", async () => {
  const { access } = await listening((socket) => socket.once("data", () => socket.write("HTTP/1.1 400 Bad\r\n\r\n")));
  const work = withDirectory(access, (directory) => bindReader(directory, access));
  await expect(work).rejects.toMatchObject({ step: "BIND" });
});

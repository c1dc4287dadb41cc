import { connect } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyDeadline, takesLong } from "./body-deadline.ts";

let server: FastifyInstance;
let port: number;
beforeAll(async () => {
  server = Fastify({ requestTimeout: 0 });
  bodyDeadline(server, 150);
  server.post("/short", async () => "taken");
  server.addHook("preParsing", async ({ raw, url }) => {
    if (url === "/long") takesLong(raw);
  });
  server.post("/long", async () => "taken");
  await server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.address();
  port = typeof address === "object" ? (address?.port ?? 0) : 0;
});
afterAll(() => server.close());

/** Sends half of a body, and the other half later. @returns what came back before the connection was closed */
const halves = (path: string, pauseMs: number) =>
  new Promise<string>((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1");
    const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 4\r\n\r\n`;
    socket.setEncoding("utf8").on("data", (text: string) => (answer += text));
    socket.on("error", () => undefined).on("close", () => resolve(answer));
    socket.write(`${head}tr`);
    setTimeout(() => socket.write("ue"), pauseMs);
  });

test("a body that comes in time is taken", async () => {
  expect(await halves("/short", 10)).toMatch(/^HTTP\/1\.1 200 [\s\S]*taken$/);
});

test("a connection whose body does not come is closed", async () => {
  expect(await halves("/short", 600)).not.toMatch(/200/);
});

test("a request that may take long takes as long as it needs", async () => {
  expect(await halves("/long", 600)).toMatch(/^HTTP\/1\.1 200 [\s\S]*taken$/);
});

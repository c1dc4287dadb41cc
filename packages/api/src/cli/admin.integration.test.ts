import { afterAll, beforeAll, expect, test } from "vitest";
import { hashPassword } from "../identity/index.ts";
import { aUser } from "../test-support/builders.ts";
import { does } from "../test-support/sign-in-documents.ts";
import { type TestApi, testApi } from "../test-support/test-api.ts";
import { adminCommand } from "./admin.ts";

const password = "a long walk by the sea";
let api: TestApi;
beforeAll(async () => {
  api = await testApi({ mode: "PRODUCTION" });
});
afterAll(() => api.remove());

async function unlatch(...parts: string[]): Promise<string[]> {
  const said: string[] = [];
  await adminCommand.run({
    parts,
    application: api.application,
    readSecret: async () => new Uint8Array(),
    say: (line) => said.push(line),
    progress: () => undefined,
    providerOf: () => Promise.reject(new Error("nobody asks")),
    fileOf: () => {
      throw new Error("nobody asks");
    },
    siteOrigin: "https://pin.example.org",
  });
  return said;
}
const tokenIn = (lines: string[]) =>
  /^ {2}https:\/\/pin\.example\.org\/invitation#([\w-]{43})$/.exec(lines.at(-1) ?? "")?.[1] ?? "";
const accept = (token: string) => does(api.stranger(), "acceptInvitation", { token, password });
const viewerRole = async (username: string) =>
  (await api.at.database.reader.row<{ role: string }>("SELECT role FROM users WHERE username = ?", [username]))?.role;

test("admin create makes an administrator who sets their password with a link that works once", async () => {
  const token = tokenIn(await unlatch("create", "--username", "ada", "--display-name", "Ada Lund"));
  expect(await viewerRole("ada")).toBe("ADMINISTRATOR");
  expect((await accept(token))["__typename"]).toBe("SignedIn");
  expect((await accept(token))["__typename"]).toBe("InvitationRefused");
  expect((await does(api.stranger(), "signIn", { username: "ada", password }))["__typename"]).toBe("SignedIn");
});

test("admin reset is the way back: old ways in are gone, sessions are over, and the link lets them in", async () => {
  const user = await aUser(api.application, {
    role: "ADMINISTRATOR",
    passwordHash: await hashPassword("forgotten long ago"),
  });
  const caller = await api.as(user);
  const token = tokenIn(await unlatch("reset", "--username", user.username.toUpperCase()));
  expect((await caller.graphql("{ viewer { user { id } } }")).data).toEqual({ viewer: null });
  expect((await accept(token))["__typename"]).toBe("SignedIn");
  const entries = await api.at.database.reader.rows("SELECT * FROM audit_events WHERE action = 'user.resetSignIn'");
  expect(entries).toMatchObject([{ actor_name: "system", subject_name: user.username }]);
  expect(JSON.stringify(entries)).not.toContain(token);
});

test.each([
  [["create", "--username", "ADA", "--display-name", "Ada"], "This user name is taken. Choose another one."],
  [["create", "--username", "x"], "--display-name is missing."],
  [["reset", "--username", "nobody.here"], "There is nobody with the user name nobody.here."],
  [[], "Write admin create or admin reset. Run it with --help."],
])("%j is refused in one line", async (parts, line) => {
  await expect(unlatch(...parts)).rejects.toThrow(line);
});

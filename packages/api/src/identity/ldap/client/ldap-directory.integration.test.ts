import { Attribute, Change } from "ldapts";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemRandom } from "../../../platform/random.ts";
import {
  changeMembers,
  hasTestDirectory,
  type TestDirectory,
  testDirectory,
} from "../../../test-support/test-directory.ts";
import { checkDirectoryPassword } from "./check-directory-password.ts";
import { DirectoryUnusable } from "./directory-unusable.ts";
import { findLost } from "./find-lost.ts";
import { type GroupLookup, type LdapSettings, readLdapSettings } from "./ldap-settings.ts";

const isHere = hasTestDirectory();
if (!isHere) console.warn("SKIPPED: no directory was tried. Install slapd and openssl.");

describe.runIf(isHere)("a directory", () => {
  let directory: TestDirectory;
  beforeAll(async () => {
    directory = await testDirectory();
  });
  afterAll(() => directory.remove());

  const settingsWith = (changes: Partial<LdapSettings> = {}): LdapSettings => {
    const read = readLdapSettings({
      urls: [directory.ldapsUrl],
      startTls: false,
      caPem: directory.caPem,
      bindDn: directory.reader.dn,
      baseDn: directory.baseDn,
      userFilter: "(&(objectClass=person)(uid={username}))",
      usernameAttribute: "uid",
      displayNameAttribute: "displayName",
      emailAttribute: "mail",
      idAttribute: "entryUUID",
      groupLookup: "MEMBER_OF",
      vouchesForEmail: false,
      sampleUsername: null,
      ...changes,
    });
    if (read.type !== "Read") throw new Error(`${read.field.join(".")}: ${read.message}`);
    return read.settings;
  };
  type Changes = Partial<LdapSettings> & { readonly requiredGroup?: string | null };
  const access = ({ requiredGroup = directory.group, ...changes }: Changes = {}, bindPassword?: string) => ({
    settings: settingsWith(changes),
    requiredGroup,
    bindPassword: bindPassword ?? directory.reader.password,
    timeoutMs: 2000,
  });
  const given = { random: systemRandom, now: new Date("2026-11-24T09:00:00Z") };
  const check = (username: string, password: string, changes?: Changes) =>
    checkDirectoryPassword(access(changes), { username, password }, given);
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (fault: unknown) => (fault instanceof DirectoryUnusable ? { step: fault.step, mend: fault.mend } : fault),
    );

  describe("asked for a password", () => {
    test("knows the person, by ldaps and by StartTLS", async () => {
      await directory.addPerson("ada", { password: "a long walk by the sea" });
      for (const changes of [{}, { urls: [directory.ldapUrl], startTls: true }]) {
        const answer = await check("ADA", "a long walk by the sea", changes);
        expect(answer).toMatchObject({
          type: "Proven",
          entry: { username: "ada", displayName: "ada of the directory", email: "ada@example.org", isOutOfUse: false },
        });
      }
    });

    test("refuses a wrong one, and somebody who is not there, alike", async () => {
      await directory.addPerson("bea");
      expect(await check("bea", "not the password")).toEqual({ type: "Refused" });
      expect(await check("nobody.here", "not the password")).toEqual({ type: "Refused" });
    });

    test("is not asked without one: that bind binds nobody and succeeds", async () => {
      const dn = await directory.addPerson("cleo");
      const isAccepted = directory.change(async (client) => {
        await client.bind(dn, "");
        return true;
      });
      expect(await isAccepted).toBe(true);
      expect(await check("cleo", "")).toEqual({ type: "Refused" });
      expect(
        await failure(
          checkDirectoryPassword(access({ urls: ["ldaps://localhost:1"] }), { username: "cleo", password: "" }, given),
        ),
      ).toBeNull();
    });

    test.each([
      "*",
      "a*",
      "*)(uid=*",
      "ada)(|(uid=*",
      "dora)(objectClass=*))(&(uid=x",
      "\\2a",
      "dora\0",
      "\0",
      "dora\\",
      "&",
      "|",
      "!(uid=x)",
      "(uid=dora)",
      "дора",
      "dora ".repeat(50),
      "$&",
      "{username}",
      "ｄｏｒａ*",
    ])("takes %j as a name and not as a filter", async (username) => {
      await directory.addPerson("dora", { password: "never found by a trick" }).catch(() => undefined);
      expect(await check(username, "never found by a trick")).toEqual({ type: "Refused" });
    });

    test.each(["odd*name", "odd(name)", "odd\\name", "Åse Ødegård", "name,with=dn+parts"])(
      "finds somebody who is really called %j",
      async (uid) => {
        await directory.addPerson(uid, { password: "found by the real name" });
        expect(await check(uid, "found by the real name")).toMatchObject({ type: "Proven", entry: { username: uid } });
      },
    );

    test("refuses a name that means two people", async () => {
      await directory.addPerson("twin.a", { mail: "twins@example.org", password: "we share an address" });
      await directory.addPerson("twin.b", { mail: "twins@example.org", password: "we share an address" });
      const byMail = { userFilter: "(mail={username})" };
      expect(await check("twins@example.org", "we share an address", byMail)).toEqual({ type: "Refused" });
    });

    test("says who has left the group, even with the right password", async () => {
      const dn = await directory.addPerson("eve");
      const proven = await check("eve", "eve walks by the sea");
      await directory.change((client) => changeMembers(client, "delete", dn));
      const subject = proven.type === "Proven" ? proven.entry.subject : "";
      for (const groupLookup of ["MEMBER_OF", "GROUP_ENTRY"] as const satisfies readonly GroupLookup[]) {
        expect(await check("eve", "eve walks by the sea", { groupLookup })).toMatchObject({
          type: "Lost",
          entry: { subject },
        });
      }
      expect(await check("eve", "eve walks by the sea", { requiredGroup: null })).toMatchObject({ type: "Proven" });
    });

    test("finds members by the group's own entry", async () => {
      await directory.addPerson("finn");
      expect(await check("finn", "finn walks by the sea", { groupLookup: "GROUP_ENTRY" })).toMatchObject({
        type: "Proven",
      });
      const noSuchGroup = { groupLookup: "GROUP_ENTRY" as const, requiredGroup: `cn=none,${directory.baseDn}` };
      expect(await check("finn", "finn walks by the sea", noSuchGroup)).toMatchObject({ type: "Lost" });
    });

    test("refuses an entry without what stays with a person, as if it were not there", async () => {
      await directory.addPerson("gus");
      expect(await check("gus", "gus walks by the sea", { idAttribute: "employeeNumber" })).toEqual({
        type: "Refused",
      });
    });
  });

  describe("asked who is lost", () => {
    const subjectOf = async (username: string) => {
      const answer = await check(username, `${username} walks by the sea`);
      return answer.type === "Proven" ? answer.entry.subject : "";
    };

    test("names those who left the group, are removed, or not found by the filter any more", async () => {
      const names = ["hal", "ida", "jon", "kim"];
      const dns = await Promise.all(names.map((name) => directory.addPerson(name)));
      const [hal, ida, jon, kim] = (await Promise.all(names.map(subjectOf))) as [string, string, string, string];
      expect(await findLost(access(), [hal, ida, jon, kim], given.now)).toEqual([]);
      await directory.change((client) => changeMembers(client, "delete", dns[1] ?? ""));
      await directory.change((client) => client.del(dns[2] ?? ""));
      expect(await findLost(access(), [hal, ida, jon, kim], given.now)).toEqual([ida, jon]);
      const byGroup = access({ groupLookup: "GROUP_ENTRY" });
      expect(await findLost(byGroup, [hal, ida, jon, kim], given.now)).toEqual([ida, jon]);
      const filtered = access({ userFilter: "(&(uid={username})(!(uid=kim)))", requiredGroup: null });
      expect(await findLost(filtered, [hal, ida, jon, kim], given.now)).toEqual([jon, kim]);
    });

    test("names them also where somebody beside them has two names now", async () => {
      const dns = await Promise.all(["ned", "ole"].map((name) => directory.addPerson(name)));
      const [ned, ole] = (await Promise.all(["ned", "ole"].map(subjectOf))) as [string, string];
      await directory.change((client) =>
        client.modify(
          dns[0] ?? "",
          new Change({ operation: "add", modification: new Attribute({ type: "uid", values: ["neddy"] }) }),
        ),
      );
      await directory.change((client) => client.del(dns[1] ?? ""));
      expect(await findLost(access(), [ned, ole], given.now)).toEqual([ole]);
    });

    test("takes more people than one question has room for", async () => {
      await directory.addPerson("lea");
      const lea = await subjectOf("lea");
      const strangers = Array.from({ length: 120 }, () => systemRandom.id());
      expect(await findLost(access(), [...strangers, lea], given.now)).toEqual(strangers);
    });
  });

  describe("that cannot be used", () => {
    test("is told from a wrong password, and says what to mend", async () => {
      await directory.addPerson("mia");
      const cases: [string, Partial<LdapSettings>, string?][] = [
        ["CONNECT", { urls: ["ldaps://127.0.0.1:1"] }],
        ["TLS", { caPem: null }],
        ["TLS", { urls: [directory.ldapUrl.replace("ldap:", "ldaps:")] }],
        ["BIND", {}, "not the reader's"],
        ["BASE", { baseDn: "dc=elsewhere,dc=org" }],
      ];
      for (const [step, changes, bindPassword] of cases) {
        const work = checkDirectoryPassword(access(changes, bindPassword), { username: "mia", password: "x" }, given);
        expect(await failure(work)).toMatchObject({ step });
      }
    });

    test("is let go of, whatever came of it", async () => {
      const lines = await proxyTo(directory.ldapsUrl);
      try {
        const urls = [lines.url];
        const tries: [Changes, string?][] = [[{ urls }], [{ urls }, ""], [{ urls }, "wrong"], [{ urls, caPem: null }]];
        for (const [changes, bindPassword] of tries) {
          const work = checkDirectoryPassword(access(changes, bindPassword), { username: "mia", password: "x" }, given);
          await failure(work);
        }
        expect(lines.sockets).toHaveLength(4);
        await expect.poll(() => lines.sockets.every(({ closed }) => closed)).toBe(true);
      } finally {
        lines.close();
      }
    });

    test("is left for the next address", async () => {
      const urls = ["ldaps://127.0.0.1:1", directory.ldapsUrl];
      expect(await check("mia", "mia walks by the sea", { urls })).toMatchObject({ type: "Proven" });
    });

    test("names nobody as lost while it does not answer", async () => {
      await directory.stop();
      expect(await failure(findLost(access(), [systemRandom.id()], given.now))).toMatchObject({ step: "CONNECT" });
      await directory.start();
    });
  });

  test.each([
    ["otherName", "another name"],
    ["expired", "expired"],
  ] as const)("with a certificate that is %s is not spoken to", async (certificate, says) => {
    const other = await testDirectory(certificate);
    try {
      for (const [url, startTls] of [
        [other.ldapsUrl, false],
        [other.ldapUrl, true],
      ] as const) {
        const work = check("x", "y", { urls: [url], startTls, caPem: other.caPem });
        expect(await failure(work)).toMatchObject({ step: "TLS", mend: expect.stringContaining(says) });
      }
    } finally {
      await other.remove();
    }
  });
});

/** Passes lines on to a directory, and keeps them to be looked at. */
async function proxyTo(url: string): Promise<{ url: string; sockets: Socket[]; close(): void }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const beyond = connect(Number(new URL(url).port), "127.0.0.1");
    sockets.push(socket);
    socket.on("error", () => undefined).pipe(beyond);
    beyond.on("error", () => undefined).pipe(socket);
    socket.once("close", () => beyond.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { url: `ldaps://localhost:${port}`, sockets, close: () => server.close() };
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigWrong, readConfig } from "./config.ts";

const linesFor = (environment: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(environment, "/srv");
    return [];
  } catch (fault) {
    if (fault instanceof ConfigWrong) return fault.lines;
    throw fault;
  }
};

test("without settings it is an embedded database in ./data on port 4000, and the mode is left open", () => {
  expect(readConfig({}, "/srv/unlatch")).toEqual({
    mode: null,
    dataDirectory: "/srv/unlatch/data",
    keyFile: "/srv/unlatch/data/unlatch.key",
    keyProvider: { kind: "file" },
    isStrictCryptography: false,
    takesAnyDocument: null,
    directoryCheckSeconds: 300,
    database: { dialect: "sqlite", file: "/srv/unlatch/data/unlatch.sqlite" },
    port: 4000,
    host: null,
    publicUrl: null,
    organisation: "Unlatch",
    helpDesk: null,
    logLevel: "info",
    trustedProxies: [],
    mail: null,
  });
});

test("an empty setting is one that was left out", () => {
  const empty = {
    UNLATCH_MODE: "",
    PORT: "",
    HOST: "",
    DATABASE_URL: "",
    UNLATCH_PUBLIC_URL: "",
    UNLATCH_HELP_DESK: "",
  };
  expect(readConfig(empty, "/srv")).toEqual(readConfig({}, "/srv"));
});

test("paths start where the command was run, unless they are whole", () => {
  const config = readConfig({ UNLATCH_DATA_DIR: "/var/lib/unlatch", UNLATCH_KEY_FILE: "keys/kek" }, "/srv");
  expect([config.dataDirectory, config.keyFile]).toEqual(["/var/lib/unlatch", "/srv/keys/kek"]);
});

test.each([
  [{ UNLATCH_MODE: "prod" }, "UNLATCH_MODE: must be demonstration or production"],
  [{ UNLATCH_DIRECTORY_CHECK_SECONDS: "0" }, "UNLATCH_DIRECTORY_CHECK_SECONDS: must be a number from 10 to 86400"],
  [{ PORT: "http" }, "PORT: must be a number from 1 to 65535"],
  [{ PORT: "70000" }, "PORT: must be a number from 1 to 65535"],
  [{ PORT: "40.5" }, "PORT: must be a number from 1 to 65535"],
  [
    { DATABASE_URL: "mysql://root:secret@db/unlatch" },
    "DATABASE_URL: must be postgres://user:password@host:port/database",
  ],
  [{ UNLATCH_PUBLIC_URL: "http://unlatch.example.org" }, "UNLATCH_PUBLIC_URL: must be https://host, without a path"],
  [{ UNLATCH_PUBLIC_URL: "https://example.org/unlatch" }, "UNLATCH_PUBLIC_URL: must be https://host, without a path"],
  [{ UNLATCH_LOG_LEVEL: "loud" }, "UNLATCH_LOG_LEVEL: must be one of debug, info, warn, error, silent"],
  [{ UNLATCH_ORGANISATION: "x".repeat(121) }, "UNLATCH_ORGANISATION: must be a text of 1 to 120 characters"],
  [{ DATABASE_URL_FILE: "/nowhere/at/all" }, "DATABASE_URL_FILE: /nowhere/at/all cannot be read"],
])("%o is told in one line", (environment, line) => {
  expect(linesFor(environment)).toEqual([line]);
});

test("several wrong settings are told at once, one line each", () => {
  expect(linesFor({ PORT: "0", UNLATCH_MODE: "demo" })).toHaveLength(2);
});

test.each([
  "https://unlatch.example.org",
  "https://unlatch.example.org:8443",
  "http://localhost:4000",
  "http://127.0.0.1:4000",
])("%s is an address people can come by", (address) => {
  expect(readConfig({ UNLATCH_PUBLIC_URL: address }, "/srv").publicUrl?.origin).toBe(address);
});

test("the database's address can come from a file, which then is the only place that has it", () => {
  const directory = mkdtempSync(join(tmpdir(), "unlatch-config-"));
  writeFileSync(join(directory, "url"), "postgres://unlatch:secret@db:5432/unlatch\n");
  expect(readConfig({ DATABASE_URL_FILE: "url" }, directory).database).toEqual({
    dialect: "postgres",
    url: "postgres://unlatch:secret@db:5432/unlatch",
  });
  expect(() => readConfig({ DATABASE_URL_FILE: "url", DATABASE_URL: "postgres://a/b" }, directory)).toThrow(
    ConfigWrong,
  );
  rmSync(directory, { recursive: true });
});

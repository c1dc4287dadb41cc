import { expect, test } from "vitest";
import { makeLogger } from "./logger.ts";

const written = (entry: object): string => {
  const lines: string[] = [];
  makeLogger("debug", { write: (line) => void lines.push(line) }).info(entry, "said");
  return lines.join("");
};

test.each([
  "password",
  "token",
  "challenge",
  "response",
  "adminKey",
  "admin_key",
  "cookie",
  "authorization",
  "pin",
  "clientSecret",
])("hides a value that is called %s, however deep it is", (name) => {
  for (const entry of [{ [name]: "hush" }, { a: { b: [{ [name]: "hush" }] } }, { [name]: { inside: "hush" } }]) {
    const line = written(entry);
    expect(line).not.toContain("hush");
    expect(line).toContain("[hidden]");
  }
});

test("leaves bytes out, which could be a key", () => {
  expect(written({ bytes: new Uint8Array([104, 117, 115, 104]) })).toContain(`"bytes":"[left out]"`);
});

test("tells what a fault was and where", () => {
  const line = JSON.parse(written({ fault: new RangeError("key: expected 24 bytes"), errorId: "e-1" }));
  expect(line).toMatchObject({
    errorId: "e-1",
    msg: "said",
    fault: { type: "RangeError", message: "key: expected 24 bytes" },
  });
  expect(line.fault.stack).toContain("logger.test.ts");
});

test("says nothing when it is to be silent", () => {
  const lines: string[] = [];
  makeLogger("silent", { write: (line) => void lines.push(line) }).error("boom");
  expect(lines).toEqual([]);
});

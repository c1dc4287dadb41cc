import { expect, test } from "vitest";
import { siteAddress, windowsPolicy } from "./windows-policy.ts";

test("quotes and back strokes of a help desk stay inside the value, and line breaks become blanks", () => {
  const { registryFile } = windowsPolicy("https://cards.example.org", 'Ask "IT"\r\n[HKEY_EVIL]\\x');
  expect(registryFile).toContain(String.raw`ask the help desk: Ask \"IT\" [HKEY_EVIL]\\x"`);
  expect(registryFile.split("\r\n").filter((line) => line.startsWith("["))).toHaveLength(1);
});

test("the address that the host set counts more than the one it was reached at", () => {
  expect(siteAddress("https://cards.example.org", "http://127.0.0.1:4000")).toBe("https://cards.example.org");
  expect(siteAddress(null, "http://127.0.0.1:4000/x")).toBe("http://127.0.0.1:4000");
});

import { expect, test } from "vitest";
import { passkeyLabel } from "./passkey-label.ts";

test.each([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15", "iPhone"],
  ["Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36", "Android"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36", "Windows"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", "Mac"],
])("proposes a name that its owner recognises: %s", (userAgent, label) => {
  expect(passkeyLabel(userAgent)).toBe(label);
});

test("proposes none for what it does not know", () => {
  expect(passkeyLabel("Toaster/1.0")).toBe("");
});

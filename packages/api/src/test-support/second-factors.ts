import { Secret, TOTP } from "otpauth";
import { expect } from "vitest";
import { does } from "./sign-in-documents.ts";
import { softAuthenticator, type SoftAuthenticator } from "./soft-authenticator.ts";
import type { Caller } from "./test-api.ts";

/** @returns the six digits that an authenticator app with this text shows at a time */
export function codeOf(text: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(text.replaceAll(" ", "")) }).generate({ timestamp: at.getTime() });
}

/** Adds a passkey to the caller's account. */
export async function addPasskey(caller: Caller, authenticator = softAuthenticator()): Promise<SoftAuthenticator> {
  const begun = await does(caller, "beginAddPasskey");
  expect(begun["__typename"]).toBe("PasskeyOptions");
  const attestationJson = authenticator.make(begun["optionsJson"] as string);
  const added = await does(caller, "addPasskey", { attestationJson, label: "My phone" });
  expect(added["__typename"]).toBe("AccountSaved");
  return authenticator;
}

/** Adds an authenticator app. @returns its secret as text */
export async function addTotp(caller: Caller, at: Date): Promise<string> {
  const { text } = await does(caller, "beginAddTotp");
  const confirmed = await does(caller, "confirmTotp", { code: codeOf(text as string, at) });
  expect(confirmed["__typename"]).toBe("AccountSaved");
  return text as string;
}

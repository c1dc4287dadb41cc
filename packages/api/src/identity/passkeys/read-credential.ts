import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";

const longest = 16_384;
const text = z.string().max(longest);
const identifier = z
  .string()
  .max(1400)
  .regex(/^[\w-]+$/);
const common = { id: identifier, rawId: identifier, type: z.literal("public-key") };

const assertion = z.object({
  ...common,
  response: z.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: text.optional(),
  }),
});

const attestation = z.object({
  ...common,
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(6)
      .optional(),
  }),
});

/** @returns what a browser sent of an authenticator's signature, only with the parts we know; null when it is something else */
export function readAssertion(json: string): AuthenticationResponseJSON | null {
  return read(json, assertion) as AuthenticationResponseJSON | null;
}

/** @returns the same of a new passkey */
export function readAttestation(json: string): RegistrationResponseJSON | null {
  return read(json, attestation) as RegistrationResponseJSON | null;
}

function read(json: string, form: typeof assertion | typeof attestation): object | null {
  if (json.length > 4 * longest) return null;
  try {
    const { data } = form.safeParse(JSON.parse(json));
    return data ? { ...data, clientExtensionResults: {} } : null;
  } catch {
    return null;
  }
}

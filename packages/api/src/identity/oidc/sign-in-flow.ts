import type { SecretSeal } from "../../platform/secret-seal.ts";
import { z } from "zod";

/** How long somebody has at the provider. */
export const flowLifeMs = 10 * 60 * 1000;

/** What somebody was sent to a provider for. */
export const flowPurposes = ["SIGN_IN", "STEP_UP", "LINK"] as const;

/** What a browser carries while its person is at a provider; only we can read it. */
export interface SignInFlow {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly methodId: string;
  readonly purpose: (typeof flowPurposes)[number];
  /** The session that is to go on; null for a sign-in. */
  readonly sessionId: string | null;
  /** Where the person wanted to go: a path of our own. */
  readonly next: string | null;
  /** Where the browser reached us. */
  readonly siteOrigin: string;
  readonly beganAt: Date;
}

const form = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  methodId: z.string(),
  purpose: z.enum(flowPurposes),
  sessionId: z.string().nullable(),
  next: z.string().nullable(),
  siteOrigin: z.string(),
  beganAt: z.coerce.date(),
});
const belongsTo = ["sign_in_flow", 1] as const;
const cookieForm = /^[\w-]{1,3000}$/;

/**
 * Puts a sign-in that is under way at a provider into a sealed text for the browser's cookie, so that strangers who begin
 * many leave nothing behind here.
 *
 * @see docs/adr on state in the cookie
 */
export function makeFlowSeal(seal: SecretSeal) {
  return {
    close: (flow: SignInFlow): string =>
      Buffer.from(seal.seal(belongsTo, Buffer.from(JSON.stringify(flow)))).toString("base64url"),
    /** @returns the flow, or null when it is none of ours or took too long */
    open(text: string | null, now: Date): SignInFlow | null {
      if (text === null || !cookieForm.test(text)) return null;
      const flow = opened(seal, text);
      const isOver = !flow || now.getTime() - flow.beganAt.getTime() > flowLifeMs || flow.beganAt > now;
      return isOver ? null : flow;
    },
  };
}

/** What seals sign-ins that are under way. */
export type FlowSeal = ReturnType<typeof makeFlowSeal>;

function opened(seal: SecretSeal, text: string): SignInFlow | null {
  try {
    const bytes = seal.open(belongsTo, Buffer.from(text, "base64url"));
    return form.safeParse(JSON.parse(Buffer.from(bytes).toString())).data ?? null;
  } catch {
    return null;
  }
}

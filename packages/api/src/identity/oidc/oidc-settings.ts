import { z } from "zod";
import { isLoopback } from "../../platform/is-loopback.ts";
import type { SignInMethodUnusable } from "../sign-in-methods/directory-kind.ts";

/** How an OpenID provider is reached, and what is read from it. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Beside `openid`. */
  readonly scopes: readonly string[];
  readonly usernameClaim: string;
  readonly groupsClaim: string;
  /** A value of `acr` that a sign-in must have; null for any. */
  readonly requiredAcr: string | null;
  /** Whether the provider's own second factor stands for the one here when signing in. */
  readonly trustsSecondFactor: boolean;
}

const word = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[\x21-\x7E]+$/);
const orElse = <T extends z.ZodType>(schema: T, value: z.infer<T>) =>
  z.preprocess((given) => (given === null || given === "" ? undefined : given), schema.default(value as never));

const form = z.object({
  issuer: z.string().trim().max(500).refine(isIssuer),
  clientId: word(255),
  scopes: orElse(z.array(word(60)).max(10), ["profile", "email"]),
  usernameClaim: orElse(word(100), "preferred_username"),
  groupsClaim: orElse(word(100), "groups"),
  requiredAcr: z.preprocess((given) => (given === "" ? null : (given ?? null)), word(255).nullable()),
  trustsSecondFactor: z.preprocess((given) => given ?? false, z.boolean()),
});

const messages: Readonly<Record<string, string>> = {
  issuer: "Enter the provider's issuer, such as https://login.example.org. http is for this machine only.",
  clientId: "Enter the client ID that the provider gave you.",
  scopes: "Scopes must be up to 10 words with spaces between.",
  usernameClaim: "Name of a claim must have 1 to 100 letters, digits or signs.",
  groupsClaim: "Name of a claim must have 1 to 100 letters, digits or signs.",
  requiredAcr: "Value of acr must have 1 to 255 letters, digits or signs.",
};

/** Reads the settings of a provider: what an administrator typed, or what was kept. */
export function readOidcSettings(
  given: unknown,
): { readonly type: "Read"; readonly settings: OidcSettings } | SignInMethodUnusable {
  const read = form.safeParse(given ?? {});
  if (read.success) return { type: "Read", settings: read.data };
  const field = String(read.error.issues[0]?.path[0] ?? "issuer");
  const message = messages[field] ?? "This can't be used.";
  return { type: "SignInMethodUnusable", field: ["openIdConnect", field], message };
}

/** Whether an address can be an issuer: `https`, without query and fragment; `http` only where nobody else listens in. */
function isIssuer(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(address);
  const isBare = search === "" && hash === "" && username === "" && password === "";
  return isBare && (protocol === "https:" || (protocol === "http:" && isLoopback(hostname)));
}

import type { DirectoryClaims } from "../directory/directory-claims.ts";
import type { DirectoryMethod } from "../sign-in-methods/directory-kind.ts";
import type { OidcSettings } from "./oidc-settings.ts";

type Claims = Readonly<Record<string, unknown>>;

const textIn = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value.trim() : null);

/**
 * Reads what a provider says of somebody.
 *
 * @returns null when it is no identifier that OpenID allows, or when the provider left the groups out because there are too many, and the group matters: nobody is shut out by that
 */
export function claimsFrom(
  said: Claims & { readonly sub: string },
  { rules, settings }: Pick<DirectoryMethod<OidcSettings>, "rules" | "settings">,
): DirectoryClaims | null {
  const groups = at(said, settings.groupsClaim);
  if (said.sub.length > 255) return null;
  if (rules.requiredGroup !== null && groups === undefined && isLeftOut(said, settings.groupsClaim)) return null;
  const { email_verified: verified, auth_time: authTime } = said;
  return {
    subject: said.sub,
    username: textIn(at(said, settings.usernameClaim)),
    displayName: textIn(said["name"]),
    email: textIn(said["email"]),
    emailIsVerified: verified === true || verified === "true",
    isInRequiredGroup: rules.requiredGroup === null || [groups].flat().includes(rules.requiredGroup),
    authenticatedAt: typeof authTime === "number" ? new Date(authTime * 1000) : null,
    isMultiFactor: settings.trustsSecondFactor && isMultiFactor(said, settings),
  };
}

/** The claim of that name; or, where there is none, the one that the parts between the dots lead to. */
function at(said: Claims, name: string): unknown {
  if (Object.hasOwn(said, name)) return said[name];
  return name.split(".").reduce<unknown>((value, part) => {
    const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, part);
    return isThere ? (value as Claims)[part] : undefined;
  }, said);
}

/** @see OpenID Connect Core 1.0, 5.6.2: claims that are elsewhere; and how Microsoft says that there are too many groups */
function isLeftOut(said: Claims, name: string): boolean {
  const elsewhere = said["_claim_names"];
  return said["hasgroups"] === true || (typeof elsewhere === "object" && elsewhere !== null && name in elsewhere);
}

const beside = ["otp", "hwk", "swk", "sc", "sms", "tel"];

/** @see RFC 8176 */
function isMultiFactor({ amr, acr }: Claims, { requiredAcr }: OidcSettings): boolean {
  const methods: unknown[] = Array.isArray(amr) ? amr : [];
  if (methods.includes("mfa") || (requiredAcr !== null && acr === requiredAcr)) return true;
  return methods.includes("pwd") && beside.some((method) => methods.includes(method));
}

import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Clock } from "../../platform/clock.ts";
import type { Sql } from "../../platform/sql.ts";
import type { UserRecord } from "../accounts/user.repository.ts";
import { challengeLifeMs, type ChallengePurpose, type PasskeyChallenges } from "./passkey-challenge.ts";
import { type PasskeyRecord, passkeyRepository } from "./passkey.repository.ts";
import { readAssertion, readAttestation } from "./read-credential.ts";

/** For what an authenticator signs, and under which origin the browser shows us. */
export interface Ceremony {
  readonly purpose: ChallengePurpose;
  readonly siteOrigin: string;
}

/** A passkey has signed; whether it counts is decided in the unit that uses it. */
export interface CheckedAssertion {
  readonly passkey: PasskeyRecord;
  readonly challenge: string;
  readonly signCount: number;
  readonly purpose: ChallengePurpose;
}

/** A new passkey as the authenticator made it. */
export interface CheckedAttestation extends Pick<
  PasskeyRecord,
  "credentialId" | "publicKey" | "signCount" | "transports"
> {
  readonly challenge: string;
}

interface Deps {
  readonly reader: Sql;
  readonly clock: Clock;
  readonly challenges: PasskeyChallenges;
  /** What authenticators show as the site's name. */
  readonly siteName: string;
}

/** EdDSA, ES256 and RS256: what authenticators that people have can sign with. @see RFC 9053, RFC 8812 */
const algorithms = [-8, -7, -257] as const;

const hostOf = (siteOrigin: string) => new URL(siteOrigin).hostname;

/**
 * What happens between the server and an authenticator. The person must always have been verified by it, so a passkey is
 * two factors at once.
 *
 * @see WebAuthn Level 3, sections 7.1 and 7.2
 */
export function makePasskeyCeremonies({ reader, clock, challenges, siteName }: Deps) {
  return {
    /** @returns what the browser hands to the authenticator to sign in; any passkey of the site when none is given */
    async signingOptions({ purpose, siteOrigin }: Ceremony, passkeys: readonly PasskeyRecord[] = []): Promise<string> {
      const options = await generateAuthenticationOptions({
        rpID: hostOf(siteOrigin),
        challenge: Buffer.from(challenges.issue(purpose, clock()), "base64url"),
        timeout: challengeLifeMs,
        userVerification: "required",
        allowCredentials: passkeys.map(({ credentialId: id, transports }) => ({ id, transports: [...transports] })),
      });
      return JSON.stringify(options);
    },
    /** @returns what the browser hands to the authenticator to make a passkey */
    async makingOptions(
      { purpose, siteOrigin }: Ceremony,
      user: Pick<UserRecord, "id" | "username" | "displayName">,
      passkeys: readonly PasskeyRecord[],
    ): Promise<string> {
      const options = await generateRegistrationOptions({
        rpID: hostOf(siteOrigin),
        rpName: siteName,
        userID: new TextEncoder().encode(user.id),
        userName: user.username,
        userDisplayName: user.displayName,
        challenge: Buffer.from(challenges.issue(purpose, clock()), "base64url"),
        timeout: challengeLifeMs,
        attestationType: "none",
        supportedAlgorithmIDs: [...algorithms],
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        excludeCredentials: passkeys.map(({ credentialId: id, transports }) => ({ id, transports: [...transports] })),
      });
      return JSON.stringify(options);
    },
    /** Checks what an authenticator signed. @returns null when it is not good, for whatever reason */
    async checkAssertion(assertionJson: string, ceremony: Ceremony): Promise<CheckedAssertion | null> {
      const response = readAssertion(assertionJson);
      const passkey = response && (await passkeyRepository(reader).byCredentialId(response.id));
      if (!response || !passkey) return null;
      const seen = seenChallenge(ceremony.purpose);
      const verified = await verifyAuthenticationResponse({
        response,
        ...expectedBy(ceremony, seen.isExpected),
        credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: passkey.signCount },
      }).catch(() => null);
      if (!verified?.verified) return null;
      const signCount = verified.authenticationInfo.newCounter;
      return { passkey, signCount, challenge: seen.challenge(), purpose: ceremony.purpose };
    },
    /** Checks a new passkey. @returns null when it is not good, for whatever reason */
    async checkAttestation(attestationJson: string, ceremony: Ceremony): Promise<CheckedAttestation | null> {
      const response = readAttestation(attestationJson);
      if (!response) return null;
      const seen = seenChallenge(ceremony.purpose);
      const verified = await verifyRegistrationResponse({
        response,
        supportedAlgorithmIDs: [...algorithms],
        ...expectedBy(ceremony, seen.isExpected),
      }).catch(() => null);
      if (!verified?.verified) return null;
      const { id: credentialId, publicKey, counter: signCount } = verified.registrationInfo.credential;
      const transports = response.response.transports ?? [];
      return { credentialId, publicKey, signCount, transports, challenge: seen.challenge() };
    },
  };

  function seenChallenge(purpose: ChallengePurpose) {
    let challenge = "";
    const isExpected = (given: string) => {
      challenge = given;
      return challenges.isGood(given, purpose, clock());
    };
    return { isExpected, challenge: () => challenge };
  }
}

/** What happens between the server and an authenticator, put together. */
export type PasskeyCeremonies = ReturnType<typeof makePasskeyCeremonies>;

const expectedBy = ({ siteOrigin }: Ceremony, expectedChallenge: (challenge: string) => boolean) => ({
  expectedChallenge,
  expectedOrigin: siteOrigin,
  expectedRPID: hostOf(siteOrigin),
  requireUserVerification: true,
});

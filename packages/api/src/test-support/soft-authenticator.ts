import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

/** An authenticator in software that makes passkeys and signs with them, and can be told to do it wrongly. */
export interface SoftAuthenticator {
  /** Makes a passkey from the server's options. @returns what the browser would send */
  make(optionsJson: string): string;
  /** Signs the server's options with the passkey. @returns what the browser would send */
  sign(optionsJson: string, otherwise?: Otherwise): string;
}

/** What a signature can have otherwise than it should. */
export interface Otherwise {
  readonly origin?: string;
  readonly isVerified?: boolean;
  readonly count?: number;
}

const present = 0x01;
const verified = 0x04;
const attested = 0x40;

/** @returns an authenticator with one passkey for a site, counting its uses unless told not to */
export function softAuthenticator(origin = "http://localhost:4000", counts = true): SoftAuthenticator {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(32);
  const id = credentialId.toString("base64url");
  let count = 0;
  const headOf = (flags: number, signCount: number) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(signCount);
    return Buffer.concat([sha256(new URL(origin).hostname), Buffer.of(flags), counter]);
  };
  return {
    make(optionsJson) {
      const { challenge } = JSON.parse(optionsJson) as { challenge: string };
      const length = Buffer.of(0, credentialId.length);
      const head = headOf(present | verified | attested, 0);
      const authData = Buffer.concat([head, Buffer.alloc(16), length, credentialId, coseOf(publicKey)]);
      const attestationObject = cborMap([
        ["fmt", cborText("none")],
        ["attStmt", Buffer.of(0xa0)],
        ["authData", cborBytes(authData)],
      ]).toString("base64url");
      const clientDataJSON = clientData("webauthn.create", challenge, origin).toString("base64url");
      const response = { clientDataJSON, attestationObject, transports: ["internal"] };
      return JSON.stringify({ id, rawId: id, type: "public-key", response, clientExtensionResults: {} });
    },
    sign(optionsJson, otherwise = {}) {
      const { challenge } = JSON.parse(optionsJson) as { challenge: string };
      if (counts) count += 1;
      const flags = present | (otherwise.isVerified === false ? 0 : verified);
      const authenticatorData = headOf(flags, otherwise.count ?? count);
      const data = clientData("webauthn.get", challenge, otherwise.origin ?? origin);
      const signature = signed(privateKey, Buffer.concat([authenticatorData, sha256(data)]));
      const response = {
        clientDataJSON: data.toString("base64url"),
        authenticatorData: authenticatorData.toString("base64url"),
        signature: signature.toString("base64url"),
      };
      return JSON.stringify({ id, rawId: id, type: "public-key", response, clientExtensionResults: {} });
    },
  };
}

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const signed = (key: KeyObject, data: Uint8Array) => createSign("sha256").update(data).sign(key);

const clientData = (type: string, challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** The public key as RFC 9052 writes it: kind 2 (EC2), algorithm -7 (ES256), curve 1 (P-256), x and y. */
function coseOf(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const [xBytes, yBytes] = [Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
  return Buffer.concat([
    Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21),
    cborBytes(xBytes),
    Buffer.of(0x22),
    cborBytes(yBytes),
  ]);
}

/** Just enough of RFC 8949. */
const cborMap = (entries: readonly (readonly [string, Buffer])[]) =>
  Buffer.concat([Buffer.of(0xa0 | entries.length), ...entries.flatMap(([name, value]) => [cborText(name), value])]);
const cborText = (text: string) => Buffer.concat([Buffer.of(0x60 | text.length), Buffer.from(text)]);
const cborBytes = (bytes: Buffer) =>
  Buffer.concat([
    bytes.length < 256 ? Buffer.of(0x58, bytes.length) : Buffer.of(0x59, bytes.length >> 8, bytes.length & 0xff),
    bytes,
  ]);

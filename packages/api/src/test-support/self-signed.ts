import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate that vouches for itself, and its private key; both PEM. */
export interface SelfSigned {
  readonly certificate: string;
  readonly privateKey: string;
}

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(4, "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x82]), length, body]);
};
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const text = (tag: number, value: string) => der(tag, Buffer.from(value, "latin1"));

/** `ecdsa-with-SHA256`, `commonName`, `basicConstraints`, `subjectAltName`. @see RFC 5280, RFC 5758 */
const [ecdsaSha256, commonName, basicConstraints, alternativeName] = [
  "2a8648ce3d040302",
  "550403",
  "551d13",
  "551d11",
] as const;

/** @returns a new certificate for `localhost` and 127.0.0.1, as a mail server of a test shows it */
export function selfSigned(): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(oid(ecdsaSha256));
  const name = sequence(der(0x31, sequence(oid(commonName), text(0x0c, "localhost"))));
  const names = sequence(text(0x82, "localhost"), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(
    sequence(
      oid(basicConstraints),
      der(0x01, Buffer.from([0xff])),
      der(0x04, sequence(der(0x01, Buffer.from([0xff])))),
    ),
    sequence(oid(alternativeName), der(0x04, names)),
  );
  const toSign = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(text(0x17, "200101000000Z"), text(0x17, "491231235959Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const signature = sign("sha256", toSign, privateKey);
  const certificate = sequence(toSign, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = certificate
    .toString("base64")
    .replace(/(.{64})/g, "$1\n")
    .trim();
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  };
}

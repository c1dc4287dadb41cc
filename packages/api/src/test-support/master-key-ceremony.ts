import { toHex } from "@unlatch/core/bytes";
import { checkValue, type CheckValueConvention } from "@unlatch/core/keys/check-value";
import type { KeyUsage } from "@unlatch/core/keys/key-source";
import { masterKeyFacts, type MasterKeyKind } from "@unlatch/core/keys/master-key-kind";
import { personOf } from "../identity/index.ts";
import { aUser } from "./builders.ts";
import type { TestApi } from "./test-api.ts";

/** A component on its officer's sheet. */
export interface ComponentSheet {
  readonly component: string;
  readonly checkValue: string;
}

/** The sheets of a ceremony: the components of a key and all check values. */
export function ceremonySheets(
  { kind, key, convention }: { kind: MasterKeyKind; key: Uint8Array; convention: CheckValueConvention },
  parts: readonly Uint8Array[],
): { expectedCheckValue: string; components: ComponentSheet[] } {
  const { cipher } = masterKeyFacts(kind);
  const kcv = (bytes: Uint8Array) => checkValue(cipher, convention, bytes);
  const last = key.map((byte, index) => parts.reduce((sum, part) => sum ^ (part[index] ?? 0), byte));
  const components = [...parts, last].map((bytes) => ({ component: toHex(bytes), checkValue: kcv(bytes) }));
  return { expectedCheckValue: kcv(key), components };
}

/** @returns the id of a master key of these bytes, entered by two administrators and approved by a third */
export async function anActiveMasterKey(
  { application }: TestApi,
  wanted: { name: string; kind: MasterKeyKind; usage: KeyUsage; key: Uint8Array },
): Promise<string> {
  const { masterKeys, random } = application;
  const convention = masterKeyFacts(wanted.kind).cipher === "3DES" ? "ENCRYPTED_ZEROS" : "CMAC";
  const sheets = ceremonySheets({ ...wanted, convention }, [random.bytes(wanted.key.length)]);
  const officers = await Promise.all(
    [1, 2, 3].map(async () => personOf(await aUser(application, { role: "ADMINISTRATOR" }))),
  );
  const [first, second, third] = officers;
  if (!first || !second || !third) throw new Error("three officers");
  const { name, kind: cipher, usage } = wanted;
  const begun = await masterKeys.createMasterKey(first, {
    name,
    cipher,
    usage,
    components: 2,
    expectedCheckValue: sheets.expectedCheckValue,
  });
  if (begun.type !== "MasterKeySaved") throw new Error(begun.type);
  const masterKeyId = begun.masterKey.id;
  for (const [index, officer] of [first, second].entries()) {
    const sheet = sheets.components[index] as ComponentSheet;
    const entered = await masterKeys.enterMasterKeyComponent(officer, { masterKeyId, number: index + 1, ...sheet });
    if (entered.type !== "MasterKeySaved") throw new Error(entered.type);
  }
  const approved = await masterKeys.approveMasterKey(third, { masterKeyId });
  if (approved.type !== "MasterKeySaved") throw new Error(approved.type);
  return masterKeyId;
}

import { open, seal } from "@unlatch/core/keys/seal";
import { type DataKeyName, KekUnavailable, type KeyProvider } from "../keys/providers/key-provider.ts";
import { tryWrapping } from "../keys/providers/try-wrapping.ts";
import { systemRandom } from "../platform/random.ts";

/** A key service that a test slows down and lets fail. */
export type FakeKms = KeyProvider & {
  /** The next so many calls get no answer. */
  failNext(calls: number): void;
};

/** A key service over the network, as a cloud has them: slow, sometimes silent, and its keys never come out. */
export function fakeKms({ latencyMs }: { readonly latencyMs: number }): FakeKms {
  const keys = new Map<string, Uint8Array>();
  let current = "";
  let failures = 0;
  const asked = async <T>(answer: () => T): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, latencyMs));
    if (failures === 0) return answer();
    failures -= 1;
    throw new KekUnavailable("The key service does not answer.", "no answer");
  };
  const keyOf = (kekId: string) => {
    const key = keys.get(kekId);
    if (key === undefined) throw new KekUnavailable(`The key service does not have the key ${kekId}.`);
    return key;
  };
  const made = () => {
    const id = `kms-${systemRandom.id()}`;
    keys.set(id, systemRandom.bytes(32));
    return id;
  };
  const context = ({ id, purpose, epoch }: DataKeyName) => ["data_keys", purpose, id, epoch];
  current = made();
  const kms: FakeKms = {
    kind: "kms",
    token: null,
    get kekId() {
      return current;
    },
    wrap: (dataKey, name) =>
      asked(() => {
        const sealing = { key: keyOf(current), keyId: current, nonce: systemRandom.bytes(12), plaintext: dataKey };
        return { kekId: current, wrapped: seal({ ...sealing, associatedData: context(name) }) };
      }),
    unwrap: ({ kekId, wrapped }, name) =>
      asked(() => open({ key: keyOf(kekId), associatedData: context(name), envelope: wrapped })),
    use: (kekId) =>
      asked(() => {
        current = keys.has(kekId) ? kekId : current;
        return current === kekId;
      }),
    makeNext: () => asked(made),
    settle: async () => undefined,
    selfTest: () => tryWrapping(kms, systemRandom),
    close: async () => undefined,
    failNext: (calls) => {
      failures = calls;
    },
  };
  return kms;
}

import { equalInConstantTime, wipe } from "@unlatch/core/bytes";
import type { Random } from "../../platform/random.ts";
import type { KeyProvider, ProviderFinding } from "./key-provider.ts";

/** @returns what becomes of a data key that is wrapped, unwrapped, altered and passed off as another */
export async function tryWrapping(
  provider: Pick<KeyProvider, "wrap" | "unwrap" | "kekId">,
  random: Random,
): Promise<ProviderFinding[]> {
  const name = { id: "self-test", purpose: "SELF_TEST", epoch: 1 };
  const dataKey = random.bytes(32);
  const findings: ProviderFinding[] = [];
  try {
    const kept = await provider.wrap(dataKey, name);
    const back = await provider.unwrap(kept, name);
    findings.push(finding("wraps and unwraps a data key", equalInConstantTime(back, dataKey), provider.kekId));
    wipe(back);
    const altered = kept.wrapped.map((byte, index) => (index === kept.wrapped.length - 1 ? byte ^ 1 : byte));
    findings.push(
      finding("refuses an altered data key", await isRefused(provider.unwrap({ ...kept, wrapped: altered }, name))),
      finding("refuses it under another name", await isRefused(provider.unwrap(kept, { ...name, epoch: 2 }))),
    );
  } catch (fault) {
    findings.push(finding("wraps and unwraps a data key", false, fault instanceof Error ? fault.message : ""));
  }
  wipe(dataKey);
  return findings;
}

const finding = (ability: string, isFit: boolean, detail = ""): ProviderFinding => ({
  ability,
  result: isFit ? "yes" : "broken",
  detail,
});

const isRefused = (unwrapping: Promise<Uint8Array>) =>
  unwrapping.then(
    (key) => (wipe(key), false),
    () => true,
  );

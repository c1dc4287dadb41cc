import { nextTick } from "vue";
import { expect, test, vi } from "vitest";
import { proofWanted } from "./proof-wanted.ts";
import { withProof } from "./with-proof.ts";

const needed = { __typename: "StepUpNeeded", methods: ["TOTP"] } as const;
const done = { __typename: "Done" } as const;
const settle = async (isProved: boolean) => {
  await vi.waitFor(() => expect(proofWanted.value).not.toBeNull());
  proofWanted.value?.settle(isProved);
  await nextTick();
};

test("what needs no proof disturbs nobody", async () => {
  expect(await withProof(async () => done)).toBe(done);
  expect(proofWanted.value).toBeNull();
});

test("asks again once the person proved who they are", async () => {
  const ask = vi.fn().mockResolvedValueOnce(needed).mockResolvedValueOnce(done);
  const result = withProof(ask);
  await vi.waitFor(() => expect(proofWanted.value?.methods).toEqual(["TOTP"]));
  await settle(true);
  expect(await result).toBe(done);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(proofWanted.value).toBeNull();
});

test("a proof that was too weak is asked for again", async () => {
  const ask = vi.fn().mockResolvedValueOnce(needed).mockResolvedValueOnce(needed).mockResolvedValueOnce(done);
  const result = withProof(ask);
  await settle(true);
  await settle(true);
  expect(await result).toBe(done);
});

test("who goes back from the question has asked once and changed nothing", async () => {
  const ask = vi.fn().mockResolvedValue(needed);
  const result = withProof(ask);
  await settle(false);
  expect(await result).toBe(needed);
  expect(ask).toHaveBeenCalledOnce();
});

test("no answer is no answer", async () => {
  expect(await withProof(async () => null)).toBeNull();
});

import type { ProcessInstance } from "@unlatch/core/process/advance";
import type { Person } from "../platform/actor.ts";
import type { Outcome, Work } from "../platform/unit-of-work.ts";
import type { Ground } from "./ground.ts";

/** A response that is about to be released, as the rules see it. */
export interface Release {
  readonly work: Work;
  readonly person: Person;
  readonly ground: Ground;
  readonly process: ProcessInstance;
  /** The keyed fingerprint of the challenge. */
  readonly fingerprint: string;
  /** The challenge itself, to look at and never to keep. */
  readonly challenge: Uint8Array;
  /** False when the same response is only shown again. */
  readonly isFirst: boolean;
  readonly now: Date;
}

/** Every refusal that a rule can give. Each is a GraphQL type, and a member of the results of submitting and showing. */
export type ReleaseRefusal = Outcome;

/**
 * A rule that can refuse a release, decided in the transaction that would release it and under its locks. Rules are asked
 * in order, after the challenge was read and found new, before the key is touched.
 */
export type ReleaseRule = (release: Release) => Promise<ReleaseRefusal | null>;

/** What is written down in the same transaction once a response was computed: a counter, a notice. */
export type ReleaseFollower = (release: Release) => Promise<void>;

/** The rules and the followers of a release, in order. The composition root hands them over. */
export interface ReleasePolicy {
  readonly rules: readonly ReleaseRule[];
  readonly followers: readonly ReleaseFollower[];
}

/** @returns the first refusal of a list of rules, or null when all let the release pass */
export async function firstRefusal(rules: readonly ReleaseRule[], release: Release): Promise<ReleaseRefusal | null> {
  for (const rule of rules) {
    const refusal = await rule(release);
    if (refusal !== null) return refusal;
  }
  return null;
}

import { computed, onScopeDispose, ref, shallowRef } from "vue";
import { fieldOf, stageAfter, voidsChallenge, type Stage } from "./stage.ts";
import {
  type ChipAnswer,
  type ChipStatus,
  fetchAddresses,
  fetchCards,
  operateReader,
  type PracticeCard,
  type PracticeReply,
  type ReaderAct,
} from "./practice-api.ts";

/** Why the computer's screen cannot go on. */
export type ReaderFailure = "Absent" | "Offline" | "Fault";

/** The card reader of the practised computer: which card is in it, what its chip said, what the screen shows. */
export function usePracticeReader() {
  const cards = shallowRef<readonly PracticeCard[] | null>(null);
  const addresses = shallowRef<readonly string[]>([]);
  const firstPin = ref("");
  const cardId = ref<string | null>(null);
  const chip = shallowRef<ChipStatus | null>(null);
  const answer = shallowRef<ChipAnswer | null>(null);
  const challenge = shallowRef<readonly string[] | null>(null);
  const stage = ref<Stage>("choose");
  const failure = ref<ReaderFailure | null>(null);
  const isRunning = ref(false);

  async function load(inserted: string | null): Promise<void> {
    const [list, places] = await Promise.all([fetchCards(), fetchAddresses()]);
    if (places.type === "Answered") addresses.value = places.value.addresses;
    const listed = valueOf(list);
    if (listed === null) return;
    ({ cards: cards.value, firstPin: firstPin.value } = listed);
    if (listed.cards.some(({ id }) => id === inserted)) await operate("insert", {}, inserted);
  }

  function valueOf<T>(reply: PracticeReply<T>): T | null {
    failure.value = reply.type === "Answered" ? null : reply.type;
    return reply.type === "Answered" ? reply.value : null;
  }

  /** Does one thing with the card and shows what comes of it. @returns null when there was no answer */
  async function operate(act: ReaderAct, typed: object = {}, target = cardId.value): Promise<ChipAnswer | null> {
    if (target === null || isRunning.value) return null;
    isRunning.value = true;
    const given = valueOf(await operateReader(target, act, typed));
    isRunning.value = false;
    if (given !== null) show(given, target);
    if (given !== null && voidsChallenge(given.type)) await renewChallenge();
    return given;
  }

  function show(given: ChipAnswer, target: string): void {
    answer.value = given;
    chip.value = given.chip;
    stage.value = stageAfter(given.type);
    if (given.challenge !== null) challenge.value = given.challenge;
    if (stage.value !== "unblock") challenge.value = null;
    cardId.value = stage.value === "choose" ? null : target;
  }

  /** The remark about what was wrong stays while the screen gets its next challenge. */
  async function renewChallenge(): Promise<void> {
    const remark = answer.value;
    const next = await operate("challenge");
    if (next?.type === "ChallengeIssued" && remark !== null) answer.value = { ...remark, chip: next.chip };
  }

  /** Back to the sign-in screen of the same card, as locking a computer does. */
  function lock(): void {
    stage.value = "signIn";
    answer.value = null;
    challenge.value = null;
  }

  onScopeDispose(() => (challenge.value = null));

  return {
    cards,
    addresses,
    firstPin,
    card: computed(() => cards.value?.find(({ id }) => id === cardId.value) ?? null),
    chip,
    answer,
    challenge,
    stage,
    failure,
    isRunning,
    wrongField: computed(() => (answer.value === null ? null : fieldOf(answer.value.type))),
    load,
    operate,
    lock,
  };
}

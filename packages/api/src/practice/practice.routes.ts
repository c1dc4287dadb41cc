import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from "fastify";
import { z } from "zod";
import { type Chip, firstPin } from "./chip.ts";
import type { PracticeCard } from "./practice-card.read-model.ts";
import { type ChipOutcome, practiceReply } from "./practice-reply.ts";
import type { UnblockAttempt, UnblockChipOutcome } from "./unblock-chip.ts";

/** What the routes of the practice card stand on. */
export interface PracticeDesk {
  readonly cards: { all(): Promise<PracticeCard[]>; byId(id: string): Promise<PracticeCard | null> };
  /** @returns the chip of a card, the same one until the server stops */
  chipOf(cardId: string): Chip;
  /** Puts a new chip, inserted, in the place of one that is worn out; any other chip stays. */
  renewChip(cardId: string): { readonly type: "CardRenewed" | "CardInserted" };
  unblock(chip: Chip, card: PracticeCard, typed: UnblockAttempt): Promise<UnblockChipOutcome>;
  /** Where a phone in the same network reaches this server: origins, the best first. */
  addresses(): readonly string[];
}

const typedPin = z.strictObject({ pin: z.string().min(1).max(64) });
const typedUnblock = z.strictObject({
  response: z.string().max(512),
  newPin: z.string().max(64),
  repeated: z.string().max(64),
});
const nothing = z.strictObject({});

interface Turn {
  readonly card: PracticeCard;
  readonly chip: Chip;
}

/**
 * The reader of the practice cards, as JSON over HTTP: registered in a demonstration only, so that elsewhere there is
 * nothing at these addresses. Everything goes by POST with `application/json`, which no foreign page can send.
 *
 * @see docs/how-to/practice-card.md
 */
export function practiceRoutes(desk: PracticeDesk): FastifyPluginAsync {
  return async (scope) => {
    scope.removeContentTypeParser("text/plain");
    scope.addHook("onRequest", async (request, reply) => {
      reply.header("cache-control", "no-store");
      if (request.method === "POST" && !isJson(request)) return reply.code(415).send({ message: "Send JSON." });
      return undefined;
    });
    scope.get("/cards", async () => ({ firstPin, cards: (await desk.cards.all()).map(shown) }));
    scope.get("/addresses", async () => ({ addresses: desk.addresses() }));
    const on = turnsOn(scope, desk);
    on("insert", nothing, ({ chip }) => (chip.insert(), { type: "CardInserted" }));
    on("remove", nothing, ({ chip }) => (chip.remove(), { type: "CardRemoved" }));
    on("verify-pin", typedPin, ({ chip }, { pin }) => chip.verifyPin(pin));
    on("block", nothing, ({ chip }) => (chip.blockPin(), { type: "PinBlocked" }));
    on("challenge", nothing, ({ chip, card }) => chip.askChallenge(challengeLengthOf(card)));
    on("unblock", typedUnblock, ({ chip, card }, typed) => desk.unblock(chip, card, typed));
    on("renew", nothing, ({ card }) => desk.renewChip(card.id));
  };
}

/** Each thing one can do with a card in the reader is one address: read what was typed, find the card, let it answer. */
function turnsOn(scope: FastifyInstance, desk: PracticeDesk) {
  return <Typed>(
    path: string,
    schema: z.ZodType<Typed>,
    take: (turn: Turn, typed: Typed) => ChipOutcome | Promise<ChipOutcome>,
  ) =>
    scope.post<{ Params: { id: string } }>(`/cards/:id/${path}`, { bodyLimit: 4096 }, async (request, reply) => {
      const typed = schema.safeParse(request.body);
      if (!typed.success) return reply.code(400).send({ message: "That is not what this address takes." });
      const card = await desk.cards.byId(request.params.id);
      if (card === null) return reply.code(404).send({ message: "There is no such practice card." });
      const outcome = await take({ card, chip: desk.chipOf(card.id) }, typed.data);
      return practiceReply(outcome, desk.chipOf(card.id).status());
    });
}

/** What the page may know of a card: nothing that a person at the desk would not see. */
const shown = (card: PracticeCard) => ({
  id: card.id,
  label: card.label,
  lastFour: card.serialNumber.slice(-4),
  state: card.state,
  cardType: card.cardType.label,
  profileName: card.profileName,
  holderName: card.holderName,
  holderUsername: card.holderUsername,
});

/** The shortest challenge that such a card shows: one block. */
const challengeLengthOf = ({ cardType }: PracticeCard) => cardType.challengeLengths[0] ?? 8;

const isJson = ({ headers }: FastifyRequest) => /^application\/json\b/i.test(headers["content-type"] ?? "");

import type { RequestContext } from "../../platform/request-context.ts";

/** Since when a card is frozen, asked for many cards at once; null: it is not. */
export type FrozenSince = (context: RequestContext, cardId: string) => Promise<Date | null>;

import { findingsIn } from "./findings-in.mjs";

/** A schema without a fault; each probe below spoils one thing in it. */
const sound = `
"Reads." type Query {
  "Cards." cards("How many." first: Int!, "Where from." after: String): CardConnection!
}
"Changes." type Mutation {
  "Locks." lockCard("Which." input: LockCardInput!): LockCardResult!
}
"Which card." input LockCardInput { "Its id." cardId: ID! }
"What came of it." union LockCardResult = CardLocked | CardNotFound
"Locked." type CardLocked { "The card." card: Card! }
"A no." interface Refusal { "Code." code: String! "Words." message: String! "Where." field: [String!] }
"None." type CardNotFound implements Refusal { "Code." code: String! "Words." message: String! "Where." field: [String!] }
"A card." type Card { "Its id." id: ID! "Its state." state: CardState! }
"States." enum CardState { "In use." ACTIVE }
"A page." type CardConnection {
  "Edges." edges: [CardEdge!]! "Cards." nodes: [Card!]! "Page." pageInfo: PageInfo! "All." totalCount: Count!
}
"An edge." type CardEdge { "Where." cursor: String! "The card." node: Card! }
"Page." type PageInfo { "More." hasNextPage: Boolean! }
"A count." type Count { "How many." count: Int! }
`;

/** @type {readonly { spoil: [string, string], finding: string }[]} */
const probes = [
  { spoil: ['"A card." type Card {', "type Card {"], finding: "Card has no description." },
  { spoil: ['"Its state." state', "state"], finding: "Card.state has no description." },
  { spoil: ['"How many." first', "first"], finding: "Query.cards.first has no description." },
  { spoil: ['"In use." ACTIVE', "ACTIVE"], finding: "CardState.ACTIVE has no description." },
  { spoil: ['"Its id." cardId', "cardId"], finding: "LockCardInput.cardId has no description." },
  {
    spoil: ['("Which." input: LockCardInput!)', '("Which." input: LockCardInput)'],
    finding: "Mutation.lockCard must take exactly (input: LockCardInput!).",
  },
  {
    spoil: ["input: LockCardInput!)", 'input: LockCardInput!, "Why." reason: String)'],
    finding: "Mutation.lockCard must take exactly (input: LockCardInput!).",
  },
  {
    spoil: ["): LockCardResult!", "): CardLocked!"],
    finding: "Mutation.lockCard must return the union LockCardResult!.",
  },
  {
    spoil: ["CardNotFound implements Refusal {", "CardNotFound {"],
    finding: "LockCardResult must have exactly one member that is no refusal; it has CardLocked, CardNotFound.",
  },
  {
    spoil: ["= CardLocked | CardNotFound", "= CardLocked"],
    finding: "CardNotFound is a refusal that no result names.",
  },
  {
    spoil: ['interface Refusal { "Code." code: String!', "interface Refusal {"],
    finding: "Refusal lacks code: String!.",
  },
  { spoil: ['"Cards." nodes: [Card!]!', ""], finding: "CardConnection lacks nodes: [Card!]!." },
  { spoil: ['"Where." cursor: String!', ""], finding: "CardEdge lacks cursor: String!." },
  { spoil: ["first: Int!,", "first: Int,"], finding: "Query.cards must take first: Int! and after: String." },
  { spoil: ['"In use." ACTIVE', '"In use." active'], finding: "CardState.active must be in capitals." },
  {
    spoil: ['"Its id." cardId', '"A PIN." newPin: String "Its id." cardId'],
    finding: "LockCardInput.newPin must not exist.",
  },
  { spoil: ['"Its id." id', '"A secret." adminKey: String "Its id." id'], finding: "Card.adminKey must not exist." },
  { spoil: ['"Its id." id', '"A secret." keyHex: String "Its id." id'], finding: "Card.keyHex must not exist." },
];

const wrongAtOnce = findingsIn(sound).map((finding) => `The sound schema is accused: ${finding}`);
const unseen = probes.flatMap(({ spoil: [from, to], finding }) => {
  if (!sound.includes(from)) return [`This probe spoils nothing: ${from}`];
  return findingsIn(sound.replace(from, to)).includes(finding) ? [] : [`Not found: ${finding}`];
});
for (const line of [...wrongAtOnce, ...unseen]) console.error(line);
console.log(`${probes.length - unseen.length} of ${probes.length} probes found by their rule.`);
process.exitCode = wrongAtOnce.length + unseen.length === 0 ? 0 : 1;

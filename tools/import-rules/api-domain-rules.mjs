/** The domains of packages/api, as alternatives of a pattern. */
export const domains = "identity|audit|keys|profiles|cards|processes|practice|hygiene|imports|notices";

const tests = ["\\.test\\.ts$", "^packages/api/src/test-support/"];
const room = (names) => `^packages/api/src/(${names})/`;

/** Downwards: processes, imports → cards → profiles → keys, all of them → identity; practice → cards, keys, identity. */
const mayImport = {
  identity: [],
  audit: ["identity"],
  keys: ["identity"],
  profiles: ["keys", "identity"],
  cards: ["profiles", "keys", "identity"],
  processes: ["cards", "profiles", "keys", "identity"],
  practice: ["cards", "keys", "identity"],
  imports: ["cards", "profiles", "keys", "identity"],
  hygiene: ["processes", "cards", "profiles", "keys", "identity"],
  notices: ["processes", "cards", "identity"],
};

/** What each domain's probe reaches for; nobody may. */
const forbiddenNeighbour = {
  identity: "cards",
  audit: "cards",
  keys: "profiles",
  profiles: "cards",
  cards: "processes",
  processes: "practice",
  practice: "processes",
  imports: "processes",
  hygiene: "imports",
  notices: "hygiene",
};

const downwards = Object.entries(mayImport).map(([domain, allowed]) => ({
  name: `api-${domain}-imports-downwards`,
  comment: `${domain} knows ${allowed.length === 0 ? "no other domain" : `${allowed.join(", ")} and no other domain`}.`,
  from: { path: room(domain), pathNot: tests },
  to: { path: room(domains), pathNot: [room([domain, ...allowed].join("|")), room("audit")] },
  probe: {
    file: `packages/api/src/${domain}/probe-upwards.ts`,
    source: `import "../${forbiddenNeighbour[domain]}/index.ts";`,
    beside: { [`packages/api/src/${forbiddenNeighbour[domain]}/index.ts`]: "export {};" },
  },
}));

/**
 * The arrows between the domains of packages/api.
 *
 * @type {readonly import("./rule.d.ts").ImportRule[]}
 */
export const apiDomainRules = [
  ...downwards,
  {
    name: "api-audit-only-through-the-unit-of-work",
    comment: "Nobody writes an audit entry by hand: the unit of work does, in the transaction of the action.",
    from: { path: room(`${domains}|platform|demo|http|start|cli`), pathNot: [...tests, room("audit")] },
    to: { path: room("audit") },
    probe: {
      file: "packages/api/src/profiles/probe-audit.ts",
      source: `import "../audit/index.ts";`,
      beside: { "packages/api/src/audit/index.ts": "export {};" },
    },
  },
  {
    name: "api-domain-through-its-index",
    comment: "A domain is known to the others by its index.ts; the files behind it are free to move.",
    from: { path: room(`${domains}|demo|http|start|cli`), pathNot: tests },
    to: { path: room(domains), pathNot: ["^packages/api/src/$1/", "/index\\.ts$", room("audit")] },
    probe: {
      file: "packages/api/src/cards/probe-inside.ts",
      source: `import "../keys/probe-inner.ts";`,
      beside: { "packages/api/src/keys/probe-inner.ts": "export {};" },
    },
  },
  {
    name: "api-practice-is-a-leaf",
    comment: "The practice card is for the demonstration: only the wiring at the root of src knows it.",
    from: { path: "^packages/api/src/[^/]+/", pathNot: [...tests, room("practice|processes")] },
    to: { path: room("practice") },
    probe: {
      file: "packages/api/src/demo/probe-practice.ts",
      source: `import "../practice/index.ts";`,
      beside: { "packages/api/src/practice/index.ts": "export {};" },
    },
  },
  {
    name: "api-demonstration-is-a-leaf",
    comment: "Only the wiring at the root of src fills an empty installation with a demonstration.",
    from: { path: "^packages/api/src/[^/]+/", pathNot: [...tests, room("demo")] },
    to: { path: room("demo") },
    probe: {
      file: "packages/api/src/cards/probe-demo.ts",
      source: `import "../demo/probe-people.ts";`,
      beside: { "packages/api/src/demo/probe-people.ts": "export {};" },
    },
  },
];

import { apiDomainRules, domains } from "./api-domain-rules.mjs";

const source = "^packages/api/src/";
const tests = ["\\.test\\.ts$", "^packages/api/src/test-support/"];
const inDomain = `^packages/api/src/(${domains})/`;
const entities = "\\.entity\\.ts$";
const notUseCases = ["\\.[a-z-]+\\.ts$", "/index\\.ts$"];
const npm = (names) => `(^|/)node_modules/(${names})/`;

/**
 * The arrows of packages/api: between its rooms, and between the roles of the files in a room.
 *
 * @type {readonly import("./rule.d.ts").ImportRule[]}
 */
export const apiRules = [
  ...apiDomainRules,
  {
    name: "api-platform-knows-no-domain",
    comment: "platform serves every domain and knows none: it imports core and itself.",
    from: { path: "^packages/api/src/platform/", pathNot: tests },
    to: { path: source, pathNot: "^packages/api/src/platform/" },
    probe: {
      file: "packages/api/src/platform/probe-domain.ts",
      source: `import "../cards/index.ts";`,
      beside: { "packages/api/src/cards/index.ts": "export {};" },
    },
  },
  {
    name: "api-domain-knows-no-wiring",
    comment: "Domains are put together, served and started above them: at the root of src, in http, start and cli.",
    from: { path: [inDomain, "^packages/api/src/platform/"], pathNot: tests },
    to: { path: `${source}([^/]+\\.ts$|(http|start|cli)/)` },
    probe: {
      file: "packages/api/src/cards/probe-wiring.ts",
      source: `import "../composition-root.ts";`,
      anchors: ["packages/api/src/composition-root.ts"],
    },
  },
  {
    name: "api-resolver-knows-no-storage",
    comment: "A resolver asks a use case or a read model; a repository, an entity or SQL is further down.",
    from: { path: "\\.resolver\\.ts$" },
    to: { path: ["\\.repository\\.ts$", entities, npm("typeorm"), `${source}platform/(sql|data-source)\\.ts$`] },
    probe: {
      file: "packages/api/src/cards/probe.resolver.ts",
      source: `import "./probe-card.repository.ts";`,
      beside: { "packages/api/src/cards/probe-card.repository.ts": "export {};" },
    },
  },
  {
    name: "api-entity-needs-its-columns-only",
    comment: "An entity is a table: typeorm, the words of core, and the column types of both databases.",
    from: { path: entities },
    to: { pathNot: [npm("typeorm"), "^packages/core/src/", "^packages/api/src/platform/column-types\\.ts$"] },
    probe: { file: "packages/api/src/cards/probe.entity.ts", source: `import "type-graphql";` },
  },
  {
    name: "api-entity-stays-with-its-repository",
    comment: "An entity is imported by the repository and read model of its domain, and by the list of all tables.",
    from: {
      path: source,
      pathNot: [...tests, "\\.(repository|read-model)\\.ts$", "^packages/api/src/entities\\.ts$"],
    },
    to: { path: entities },
    probe: {
      file: "packages/api/src/cards/probe-entity.ts",
      source: `import "./card.entity.ts";`,
      anchors: ["packages/api/src/cards/card.entity.ts", "packages/api/src/entities.ts"],
    },
  },
  {
    name: "api-use-case-knows-no-transport",
    comment: "A use case can be told without GraphQL, HTTP or TypeORM.",
    from: { path: inDomain, pathNot: notUseCases },
    to: {
      path: [npm("graphql|type-graphql|graphql-scalars|@apollo/server|fastify|typeorm"), "\\.(resolver|types)\\.ts$"],
    },
    probe: { file: "packages/api/src/identity/sessions/probe-use-case.ts", source: `import "type-graphql";` },
  },
  {
    name: "api-ships-no-development-package",
    comment: "What runs in production is a dependency, not a development dependency.",
    from: { path: source, pathNot: tests },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    probe: { file: "packages/api/src/platform/probe-development.ts", source: `import "fast-check";` },
  },
];

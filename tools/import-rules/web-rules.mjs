const source = "^packages/web/src/";
const room = (names) => `^packages/web/src/(${names})/`;
const tests = "\\.test\\.ts$";
const openCore =
  "^packages/core/src/(bytes\\.ts$|challenge/(read|show|card-types)\\.ts$|import/csv-line\\.ts$|lifecycle/|process/|access/)";

/**
 * The arrows of packages/web: views → features → ui, graphql, session, i18n.
 *
 * @type {readonly import("./rule.d.ts").ImportRule[]}
 */
export const webRules = [
  {
    name: "web-knows-the-open-core-only",
    comment: "The browser reads and shows challenges; it never makes a response and never holds a key.",
    from: { path: "^packages/web/" },
    to: { path: "^packages/core/", pathNot: openCore },
    probe: {
      file: "packages/web/src/features/probe-respond.ts",
      source: `import "@unlatch/core/challenge/probe-closed";`,
      beside: { "packages/core/src/challenge/probe-closed.ts": "export {};" },
    },
  },
  {
    name: "web-never-reaches-a-cipher",
    comment: "Not by a detour either: nothing the browser loads leads to respond, to keys or to node:crypto.",
    from: { path: source, pathNot: tests },
    to: { path: ["^packages/core/src/challenge/respond\\.ts$", "^packages/core/src/keys/"], reachable: true },
    probe: {
      file: "packages/web/src/views/probe-detour.ts",
      source: `import "@unlatch/core/process/probe-detour";`,
      anchors: ["packages/core/src/challenge/respond.ts"],
      beside: { "packages/core/src/process/probe-detour.ts": `import "../challenge/respond.ts";` },
    },
  },
  {
    name: "web-knows-the-server-by-its-schema",
    comment: "The web is made from the published schema, not from the server's sources.",
    from: { path: "^packages/web/" },
    to: { path: "^packages/api/" },
    probe: {
      file: "packages/web/src/features/probe-server.ts",
      source: `import "../../../api/src/entities.ts";`,
      anchors: ["packages/api/src/entities.ts"],
    },
  },
  {
    name: "web-arrows-point-down",
    comment: "What features stand on does not know them, nor the views above.",
    from: { path: room("ui|graphql|session|i18n"), pathNot: tests },
    to: { path: room("features|views|router|shell") },
    probe: {
      file: "packages/web/src/session/probe-upwards.ts",
      source: `import "../views/probe-view.ts";`,
      beside: { "packages/web/src/views/probe-view.ts": "export {};" },
    },
  },
  {
    name: "web-features-know-no-view",
    comment: "A feature can stand in any view, so it knows none.",
    from: { path: room("features"), pathNot: tests },
    to: { path: room("views|router|shell") },
    probe: {
      file: "packages/web/src/features/cards/probe-view.ts",
      source: `import "../../views/probe-view.ts";`,
      beside: { "packages/web/src/views/probe-view.ts": "export {};" },
    },
  },
  {
    name: "web-features-know-no-neighbour",
    comment: "Features never import each other; what two of them need lies below, or meets in a view.",
    from: { path: "^packages/web/src/features/([^/]+)/", pathNot: tests },
    to: { path: room("features"), pathNot: "^packages/web/src/features/$1/" },
    probe: {
      file: "packages/web/src/features/audit/ProbeNeighbour.vue",
      source: `<script setup lang="ts">\nimport "../users/probe-users.ts";\n</script>`,
      beside: { "packages/web/src/features/users/probe-users.ts": "export {};" },
    },
  },
  {
    name: "web-areas-stay-apart",
    comment: "Each area is loaded only when it is entered: self-service, administration and practice share no view.",
    from: { path: "^packages/web/src/views/([^/]+)/", pathNot: tests },
    to: { path: "^packages/web/src/views/[^/]+/", pathNot: "^packages/web/src/views/$1/" },
    probe: {
      file: "packages/web/src/views/self-service/probe-area.ts",
      source: `import "../admin/probe-admin.ts";`,
      beside: { "packages/web/src/views/admin/probe-admin.ts": "export {};" },
    },
  },
  {
    name: "web-ui-knows-no-domain",
    comment: "The parts of ui/ know nothing of cards and challenges: texts and values come in from outside.",
    from: { path: room("ui"), pathNot: tests },
    to: { path: "^packages/", pathNot: room("ui") },
    probe: {
      file: "packages/web/src/ui/probe-domain.ts",
      source: `import "@unlatch/core/bytes";`,
      anchors: ["packages/core/src/bytes.ts"],
    },
  },
  {
    name: "web-graphql-only-in-its-room",
    comment: "graphql/ is the only place that knows how the server is spoken to.",
    from: { path: source, pathNot: room("graphql") },
    to: { path: "(^|/)node_modules/(graphql|@graphql-typed-document-node/|@urql/|@apollo/)" },
    probe: { file: "packages/web/src/features/probe-client.ts", source: `import "graphql";` },
  },
];

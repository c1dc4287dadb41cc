import { codeOf } from "../code-of.mjs";

const speaks = /\b(fetch\(|XMLHttpRequest|new WebSocket|new EventSource|sendBeacon)/;
const isSource = (path) => /^packages\/web\/src\/.*\.(ts|vue)$/.test(path) && !path.endsWith(".test.ts");
const maySpeak = (path) => /^packages\/web\/src\/(graphql|views\/practice|features\/practice)\//.test(path);

/** @type {import("../house-rule.d.ts").HouseRule} */
export const serverInOnePlace = {
  name: "the web speaks to the server in graphql/ only; the practice card beside it has its own door",
  findingsIn: (files) =>
    files
      .filter(({ path }) => isSource(path) && !maySpeak(path))
      .filter(({ text }) => speaks.test(codeOf(text)))
      .map(({ path }) => `${path} speaks to a server by itself.`),
  broken: [{ "packages/web/src/views/admin/Cards.vue": "<script>fetch('/x')</script>" }],
  sound: [{ "packages/web/src/graphql/request.ts": "await fetch('/graphql');" }],
};

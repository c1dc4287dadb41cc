import { codeOf } from "../code-of.mjs";

const stores = /\b(localStorage|sessionStorage|indexedDB|caches\.|document\.cookie|serviceWorker)\b/;
const isSource = (path) => /^packages\/web\/src\/.*\.(ts|vue)$/.test(path) && !path.endsWith(".test.ts");
const mayStore = (path) => /\/theme[^/]*\.ts$|\/useTheme\.ts$/.test(path);

/** @type {import("../house-rule.d.ts").HouseRule} */
export const browserKeepsNothing = {
  name: "the browser stores the choice of light or dark, and nothing else",
  findingsIn: (files) =>
    files
      .filter(({ path }) => isSource(path) && !mayStore(path))
      .filter(({ text }) => stores.test(codeOf(text)))
      .map(({ path }) => `${path} reaches for the browser's storage.`),
  broken: [{ "packages/web/src/features/processes/useProcess.ts": `localStorage.setItem("a", "b");` }],
  sound: [{ "packages/web/src/shell/useTheme.ts": `localStorage.setItem("theme", "dark");` }],
};

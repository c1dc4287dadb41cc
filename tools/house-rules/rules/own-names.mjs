const isNamedFreely = (path) =>
  !/^(packages\/[^/]+\/(src|bench)|e2e|tools)\//.test(path) || /\/(generated|migrations)\//.test(path);
const nameOf = (path) => path.split("/").at(-1);
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|d\.ts|mjs|cjs)$/;
const component = /^[A-Z][A-Za-z0-9]*(\.test)?\.(vue|ts)$/;
const composable = /^use[A-Z][A-Za-z0-9]*(\.test)?\.ts$/;
const empty = /(^|-)(managers?|helpers?|utils?|utilities|info|handlers?|misc|common)(-|\.|$)/i;

/** @type {import("../house-rule.d.ts").HouseRule} */
export const ownNames = {
  name: "a file is named after what it exports: kebab-case, components and composables as exported, no empty words",
  findingsIn: (files) =>
    files
      .filter(({ path }) => /\.(ts|mjs|cjs|vue)$/.test(path) && !isNamedFreely(path))
      .filter(({ path }) => !isWellNamed(path))
      .map(({ path }) => `${path} is not a name of this house.`),
  broken: [
    { "packages/api/src/cards/cardThing.ts": "" },
    { "packages/api/src/cards/card-helper.ts": "" },
    { "packages/core/src/utils.ts": "" },
    { "packages/web/src/ui/text-field.vue": "" },
  ],
  sound: [
    { "packages/api/src/cards/card.read-model.ts": "" },
    { "packages/web/src/ui/TextField.vue": "" },
    { "packages/web/src/features/cards/useCards.ts": "" },
    { "packages/api/src/platform/data-source.integration.test.ts": "" },
  ],
};

function isWellNamed(path) {
  const name = nameOf(path);
  if (empty.test(name)) return false;
  if (path.endsWith(".vue")) return component.test(name);
  const isInWeb = path.startsWith("packages/web/");
  return kebab.test(name) || (isInWeb && (composable.test(name) || component.test(name)));
}

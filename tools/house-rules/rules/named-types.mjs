import { codeOf } from "../code-of.mjs";

const isServer = (path) => /^packages\/api\/src\/.*\.ts$/.test(path) && !path.endsWith(".test.ts");
const says = String.raw`\s*(async\s*)?\(\w*\)\s*=>`;
const unnamed = new RegExp(
  [
    String.raw`@(Field|Query|Mutation|FieldResolver|Subscription)\((?!${says})`,
    String.raw`@Args?\(\s*"[^"]*"\s*(?!\s*,${says})[,)]`,
    String.raw`@Column\(\s*(\)|\{(?![^}]*\btype:))`,
  ].join("|"),
  "g",
);

/** @type {import("../house-rule.d.ts").HouseRule} */
export const namedTypes = {
  name: "a decorator names its type",
  findingsIn: (files) =>
    files
      .filter(({ path }) => isServer(path))
      .flatMap(({ path, text }) =>
        [...codeOf(text).matchAll(unnamed)].map(([found]) => `${path}: ${found} names no type.`),
      ),
  broken: [
    { "packages/api/src/cards/a.types.ts": `class A { @Field({ description: "Its name." }) name!: string; }` },
    { "packages/api/src/cards/b.types.ts": "class B { @Field() name!: string; }" },
    { "packages/api/src/cards/c.resolver.ts": `card(@Arg("id") id: string) {}` },
    { "packages/api/src/cards/d.entity.ts": "class D { @Column() name!: string; }" },
  ],
  sound: [
    {
      "packages/api/src/cards/a.resolver.ts": `
        @Query(() => Card, { nullable: true })
        card(@Arg("id", () => ID) id: string) {}
        @Mutation((returns) => CardLocked)
        lock(@Arg("input", () => LockCardInput) input: LockCardInput) {}`,
    },
    { "packages/api/src/cards/e.entity.ts": `class E { @Column({ type: "varchar", length: 3 }) name!: string; }` },
  ],
};

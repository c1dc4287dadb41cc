import { getNamedType, type GraphQLSchema, isUnionType } from "graphql";
import type { Answer, TestApi } from "../test-api.ts";
import type { AccessObjects } from "./access-objects.ts";
import type { Asking, Whose } from "./access-columns.ts";
import { mutationCases } from "./mutation-cases.ts";

/** What came of a mutation, by whose object it was tried on. */
export interface Tried {
  readonly cell: "all" | "own" | "yes" | "–";
  readonly answers: Partial<Record<Whose, Answer>>;
}

interface Trying {
  readonly api: TestApi;
  readonly objects: AccessObjects;
  /** Somebody new each time, because some mutations end their own session. */
  newAsking(): Promise<Asking>;
}

/** Tries a mutation as somebody, on what is theirs, what is somebody else's and what is not there. */
export async function tryMutation(schema: GraphQLSchema, name: string, trying: Trying): Promise<Tried> {
  const tried = mutationCases[name];
  if (!tried) throw new RangeError(`mutationCases: says nothing of ${name}`);
  const answers: Partial<Record<Whose, Answer>> = {};
  for (const whose of tried.on) {
    const { caller, user } = await trying.newAsking();
    const holder = whose === "own" && user ? user : trying.objects.other;
    const input = await tried.input({ api: trying.api, objects: trying.objects, holder, whose });
    answers[whose] = await caller.graphql(documentFor(schema, name), Object.keys(input).length > 0 ? { input } : {});
  }
  const isReached = (whose: Whose) => isReachedBy(answers[whose]);
  const everywhere = tried.on.length === 1 ? "yes" : "all";
  return { answers, cell: isReached("other") ? everywhere : isReached("own") ? "own" : "–" };
}

function documentFor(schema: GraphQLSchema, name: string): string {
  const field = schema.getMutationType()?.getFields()[name];
  if (!field) throw new RangeError(`name: the schema has no ${name}`);
  const type = getNamedType(field.type);
  const canRefuse = isUnionType(type) && type.getTypes().some((one) => one.getInterfaces().length > 0);
  const refusal = canRefuse ? " ... on Refusal { code message field }" : "";
  const [argument] = field.args;
  const [head, tail] = argument ? [`($input: ${String(argument.type)})`, "(input: $input)"] : ["", ""];
  return `mutation ${head} { ${name}${tail} { __typename${refusal} } }`;
}

/** Whether a mutation came to its object: it was done, or refused for a reason that says something of it. */
function isReachedBy(answer: Answer | undefined): boolean {
  const outcome = Object.values(answer?.data ?? {})[0] as { __typename: string } | null | undefined;
  if (!outcome) return false;
  return (
    outcome.__typename !== "NotPermitted" &&
    !/(Card|Process|User|Session|Passkey|Profile|Key|Import|Token|Role|SignInMethod|Identity)NotFound$/.test(
      outcome.__typename,
    )
  );
}

import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";

/** How much one operation may ask for. */
export const operationLimits = { depth: 10, aliases: 15, sensitiveFields: 1 } as const;

/** Mutations that are guessed at, give something away or cost much: one operation holds one of them at the most. */
const sensitive = new Set(
  ["submitChallenge", "showResponse", "signIn", "claimSetUp", "startProcess"].concat([
    "continueSignIn",
    "signInWithPasskey",
    "signInWithDirectory",
    "linkDirectoryAccount",
    "stepUp",
    "confirmTotp",
    "openInvitation",
    "acceptInvitation",
    "changePassword",
    "openNotMe",
    "reportNotMe",
    "confirmAddress",
    "finishOpenIdConnect",
  ]),
);

/** Refuses an operation whose fields lie too deep. Introspection is as deep as it is. */
export function limitDepth(context: ValidationContext): ASTVisitor {
  const deepest = depthIn(context);
  return {
    OperationDefinition(operation) {
      const depth = deepest(operation.selectionSet);
      if (depth > operationLimits.depth) report(context, `At most ${operationLimits.depth} levels of fields.`);
    },
  };
}

/** Refuses a document that asks for the same thing under many names. */
export function limitAliases(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    Field({ alias }) {
      if (alias) aliases += 1;
      if (aliases === operationLimits.aliases + 1) report(context, `At most ${operationLimits.aliases} aliases.`);
    },
  };
}

/** Refuses an operation that would try several passwords or challenges at once. */
export function limitSensitiveFields(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== OperationTypeNode.MUTATION) return;
      const fields = fieldsOf(context, operation.selectionSet, new Set());
      const count = fields.filter(({ name }) => sensitive.has(name.value)).length;
      if (count > operationLimits.sensitiveFields) {
        report(context, `At most one of ${[...sensitive].join(", ")} in one operation.`);
      }
    },
  };
}

/** Measures how deep selections go. Each fragment is measured once, however often it is spread. */
function depthIn(context: ValidationContext) {
  const known = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    // A fragment inside itself is for another rule to refuse.
    known.set(name, 0);
    const depth = deepest(context.getFragment(name)?.selectionSet);
    known.set(name, depth);
    return depth;
  };
  const ofSelection = (selection: SelectionNode): number => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return deepest(selection.selectionSet);
    return isMeta(selection.name.value) ? 0 : 1 + deepest(selection.selectionSet);
  };
  const deepest = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((depth, selection) => Math.max(depth, ofSelection(selection)), 0);
  return deepest;
}

const isMeta = (name: string) => name.startsWith("__");

/** The fields of a selection, those of its fragments included. Spread twice, a fragment is still asked for once. */
function fieldsOf(context: ValidationContext, set: SelectionSetNode, seen: Set<string>): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(context, selection.selectionSet, seen);
    const name = selection.name.value;
    const fragment = seen.has(name) ? null : context.getFragment(name);
    return fragment ? fieldsOf(context, fragment.selectionSet, seen.add(name)) : [];
  });
}

function report(context: ValidationContext, message: string): void {
  context.reportError(new GraphQLError(message));
}

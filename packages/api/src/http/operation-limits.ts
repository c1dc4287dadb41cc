import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";

/** How much one operation may ask for. */
export const operationLimits = { depth: 10, aliases: 15, sensitiveFields: 1 } as const;

/** Mutations that are guessed at or give something away: one operation holds one of them at the most. */
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
    "finishOpenIdConnect",
  ]),
);

/** Refuses an operation whose fields lie too deep. Introspection is as deep as it is. */
export function limitDepth(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const depth = deepest(context, operation.selectionSet, new Set());
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

type Seen = ReadonlySet<string>;

function deepest(context: ValidationContext, set: SelectionSetNode | undefined, seen: Seen): number {
  const fields = set ? fieldsOf(context, set, seen) : [];
  return Math.max(
    0,
    ...fields.map(({ name, selectionSet }) => (isMeta(name.value) ? 0 : 1 + deepest(context, selectionSet, seen))),
  );
}

const isMeta = (name: string) => name.startsWith("__");

/** The fields of a selection, those of its fragments included; a fragment inside itself is for another rule to refuse. */
function fieldsOf(context: ValidationContext, set: SelectionSetNode, seen: Seen): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(context, selection.selectionSet, seen);
    const name = selection.name.value;
    const fragment = seen.has(name) ? null : context.getFragment(name);
    return fragment ? fieldsOf(context, fragment.selectionSet, new Set([...seen, name])) : [];
  });
}

function report(context: ValidationContext, message: string): void {
  context.reportError(new GraphQLError(message));
}

import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/i;

function instantIn(value: unknown): Date {
  const instant = typeof value === "string" && rfc3339.test(value) ? new Date(value) : null;
  if (!instant || Number.isNaN(instant.getTime())) {
    throw new GraphQLError("DateTime: expected a time with its zone, such as 2026-11-24T09:20:00Z.");
  }
  return instant;
}

/** A point in time: RFC 3339, given out in UTC. @see RFC 3339 */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: "A point in time as in RFC 3339. Unlatch gives it in UTC with milliseconds and takes any zone.",
  serialize(value) {
    if (value instanceof Date) return value.toISOString();
    throw new RangeError(`value: expected a Date, got ${typeof value}`);
  },
  parseValue: instantIn,
  parseLiteral: (node) => instantIn(node.kind === Kind.STRING ? node.value : null),
});

import { GraphQLError } from "graphql";

/** @returns the error for a caller who must sign in before asking this */
export function unauthenticated(): GraphQLError {
  return new GraphQLError("Sign in first.", { extensions: { code: "UNAUTHENTICATED" } });
}

/** @returns the error for a signed-in caller whose role does not allow a query */
export function forbidden(): GraphQLError {
  return new GraphQLError("Your role does not allow this.", { extensions: { code: "FORBIDDEN" } });
}

/** @returns the error for a program that asks what takes a person */
export function notForPrograms(): GraphQLError {
  return new GraphQLError("This takes a person who is signed in, and no program.", {
    extensions: { code: "FORBIDDEN" },
  });
}

/**
 * @param argument - which argument of the request does not fit
 * @param expected - what fits, in words; never the value that was given
 * @returns the error for a request that no correct client sends
 */
export function badUserInput(argument: string, expected: string): GraphQLError {
  return new GraphQLError(`${argument}: expected ${expected}.`, { extensions: { code: "BAD_USER_INPUT", argument } });
}

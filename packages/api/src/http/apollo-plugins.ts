import type { ApolloServerPlugin } from "@apollo/server";
import { Kind, visit } from "graphql";
import type { RequestContext } from "../platform/request-context.ts";
import { unauthenticated } from "../platform/request-errors.ts";

const statusByCode = new Map([
  ["UNAUTHENTICATED", 401],
  ["FORBIDDEN", 403],
]);

/** Answers 401 or 403 when that was all there was to answer. */
export const tellStatus: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== "single") return;
        const { data, errors = [] } = response.body.singleResult;
        const isAnswered = Object.values(data ?? {}).some((value) => value !== null);
        const codes = new Set(errors.map(({ extensions }) => String(extensions?.["code"])));
        const [code] = codes;
        const status = codes.size === 1 && !isAnswered ? statusByCode.get(code ?? "") : undefined;
        if (status !== undefined) response.http.status = status;
      },
    };
  },
};

/** Lets only those introspect who signed in. The schema itself is public, at `/schema.graphql`. */
export const introspectionForSignedIn: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, contextValue }) {
        if (contextValue.actor.type === "person") return;
        visit(document, {
          [Kind.FIELD]: ({ name }) => {
            if (name.value === "__schema" || name.value === "__type") throw unauthenticated();
          },
        });
      },
    };
  },
};

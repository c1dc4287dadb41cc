import { ApiTokenListDocument, type ApiTokenFieldsFragment } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** A token as it is shown: never the token itself. */
export type ShownToken = ApiTokenFieldsFragment;

/**
 * API tokens, the newest first, fifty at a time.
 *
 * @param page - read reactively: the cursor the page begins after
 */
export function useApiTokenList(page: () => { readonly after: string | null }) {
  return useQuery(ApiTokenListDocument, () => ({ first: 50, after: page().after }));
}

import { MasterKeyListDocument } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/**
 * Master keys by name, fifty at a time.
 *
 * @param page - read reactively: the cursor the page begins after; null asks for nothing
 */
export function useMasterKeyList(page: () => { readonly after: string | null } | null) {
  return useQuery(MasterKeyListDocument, () => {
    const asked = page();
    return asked === null ? null : { first: 50, after: asked.after };
  });
}

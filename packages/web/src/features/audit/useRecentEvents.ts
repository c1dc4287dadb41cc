import { AuditEventsDocument, type AuditFilter } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";

/** The ten latest entries that fit; null asks for nothing. */
export function useRecentEvents(filter: () => AuditFilter | null) {
  return useQuery(AuditEventsDocument, () => {
    const wanted = filter();
    return wanted === null ? null : { first: 10, after: null, filter: wanted };
  });
}

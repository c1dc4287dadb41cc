import { AuditEventsDocument } from "../../graphql/generated/graphql.ts";
import { useQuery } from "../../graphql/useQuery.ts";
import { auditFilterInput, type AuditFilters } from "./audit-filters.ts";

/**
 * The entries of the audit log, newest first, fifty at a time.
 *
 * @param page - read reactively: the cursor the page begins after, and what the log is narrowed to
 */
export function useAuditLog(page: () => { readonly after: string | null; readonly filters: AuditFilters }) {
  return useQuery(AuditEventsDocument, () => {
    const { after, filters } = page();
    return { first: 50, after, filter: auditFilterInput(filters) };
  });
}

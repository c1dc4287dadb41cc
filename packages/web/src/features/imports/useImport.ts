import {
  CancelImportDocument,
  ImportListDocument,
  ImportRunDocument,
  StartImportDocument,
} from "../../graphql/generated/graphql.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import { useQuery } from "../../graphql/useQuery.ts";
import { type ImportDraft, mappingOf } from "./import-draft.ts";

/** One import with its first hundred problems. @param id - read reactively */
export function useImport(id: () => string) {
  return useQuery(ImportRunDocument, () => ({ id: id() }));
}

/** Imports, the latest first, fifty at a time. @param page - read reactively: the cursor the page begins after */
export function useImportList(page: () => { readonly after: string | null }) {
  return useQuery(ImportListDocument, () => ({ first: 50, after: page().after }));
}

/** Begins an import. */
export function useStartImport() {
  const { run, isRunning, failure } = useMutation(StartImportDocument);
  const start = async (draft: ImportDraft, fileName: string) =>
    (await run({ input: { ...mappingOf(draft), fileName } }))?.startImport ?? null;
  return { start, isRunning, failure };
}

/** Ends an import before the end of its file. */
export function useCancelImport() {
  const { run, isRunning, failure } = useMutation(CancelImportDocument);
  const cancel = async (importId: string) => (await run({ input: { importId } }))?.cancelImport ?? null;
  return { cancel, isRunning, failure };
}

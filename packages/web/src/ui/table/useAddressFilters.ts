import { computed, type ComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

/** Filters of a list, kept in the address. What is not set is the empty string. */
export interface AddressFilters<Name extends string> {
  readonly filters: ComputedRef<Readonly<Record<Name, string>>>;
  /** Whether any of them is set. */
  readonly isFiltered: ComputedRef<boolean>;
  /** Sets some of them and starts again at the first page. */
  readonly setFilters: (changes: Partial<Record<Name, string>>) => Promise<unknown>;
  readonly clearFilters: () => Promise<unknown>;
}

/**
 * Reads and writes the filters of a list as the query of the address: they survive a reload, Back and a copied link.
 *
 * @param names - the query parameters that are filters of this list
 */
export function useAddressFilters<Name extends string>(names: readonly Name[]): AddressFilters<Name> {
  const route = useRoute();
  const router = useRouter();

  const filters = computed(() => {
    const entries = names.map((name) => {
      const value = route.query[name];
      return [name, typeof value === "string" ? value : ""] as const;
    });
    return Object.fromEntries(entries) as Record<Name, string>;
  });
  const isFiltered = computed(() => names.some((name) => filters.value[name] !== ""));

  function setFilters(changes: Partial<Record<Name, string>>) {
    const wanted: Record<string, string> = { ...filters.value, ...changes };
    const query = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value.trim() !== ""));
    return router.push({ query });
  }

  return { filters, isFiltered, setFilters, clearFilters: () => router.push({ query: {} }) };
}

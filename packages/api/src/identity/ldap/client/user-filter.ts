import {
  AndFilter,
  ApproximateFilter,
  EqualityFilter,
  ExtensibleFilter,
  type Filter,
  FilterParser,
  GreaterThanEqualsFilter,
  LessThanEqualsFilter,
  NotFilter,
  OrFilter,
  PresenceFilter,
  SubstringFilter,
} from "ldapts";

const placeholder = "{username}";
const anybody = "any*body";

/**
 * Puts what somebody typed into the filter by which a person is found. The filter is read first and the text then set as a
 * value inside it: whatever it holds, it is compared and never read as a filter.
 *
 * @param template - an RFC 4515 filter that holds `{username}`
 * @param username - null: everybody whom the filter could find
 * @returns null when the template cannot be read, or has no place for a user name
 */
export function userFilterOf(template: string, username: string | null): Filter | null {
  try {
    const filling = { text: username ?? anybody, isAnybody: username === null, places: 0 };
    const filter = filled(FilterParser.parseString(template), filling);
    return filling.places > 0 ? filter : null;
  } catch {
    return null;
  }
}

interface Filling {
  readonly text: string;
  readonly isAnybody: boolean;
  places: number;
}

function filled(filter: Filter, filling: Filling): Filter {
  if (filter instanceof AndFilter || filter instanceof OrFilter) {
    filter.filters = filter.filters.map((part) => filled(part, filling));
  } else if (filter instanceof NotFilter) {
    filter.filter = filled(filter.filter, filling);
  } else if (filter instanceof SubstringFilter) {
    const before = filling.places;
    const { initial, any, final } = filter;
    [filter.initial, filter.final] = [put(initial, filling), put(final, filling)];
    filter.any = any.map((part) => put(part, filling));
    return filling.places > before ? orAnybody(filter, filter.attribute, filling) : filter;
  } else if (isComparison(filter) && typeof filter.value === "string") {
    const before = filling.places;
    filter.value = put(filter.value, filling);
    const attribute = filter instanceof ExtensibleFilter ? filter.matchType : filter.attribute;
    return filling.places > before ? orAnybody(filter, attribute, filling) : filter;
  }
  return filter;
}

function put(value: string, filling: Filling): string {
  if (!value.includes(placeholder)) return value;
  filling.places += 1;
  return value.replaceAll(placeholder, () => filling.text);
}

const orAnybody = (filter: Filter, attribute: string, { isAnybody }: Filling): Filter =>
  isAnybody ? new PresenceFilter({ attribute }) : filter;

const isComparison = (filter: Filter) =>
  filter instanceof EqualityFilter ||
  filter instanceof ApproximateFilter ||
  filter instanceof ExtensibleFilter ||
  filter instanceof GreaterThanEqualsFilter ||
  filter instanceof LessThanEqualsFilter;

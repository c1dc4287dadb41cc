import { translate } from "./i18n.ts";

/** "12,408", or "more than 10,000" where the server stopped counting. */
export function showCount({
  count,
  precision,
}: {
  readonly count: number;
  readonly precision: "EXACT" | "AT_LEAST";
}): string {
  const number = new Intl.NumberFormat("en-GB").format(count);
  return precision === "EXACT" ? number : translate("admin.moreThan", { number });
}

import { expect, type Locator } from "@playwright/test";
import { Person } from "./person.ts";

/** Somebody who finds out afterwards who did what. */
export class Auditor extends Person {
  /** Opens the audit log. */
  async opensAuditLog(): Promise<void> {
    await this.goesTo("/admin/audit");
    await this.seesHeading("Audit log");
  }

  /** Fills one of the filters and applies it. */
  async filtersBy(filter: string, value: string): Promise<void> {
    await this.page.getByLabel(filter, { exact: true }).fill(value);
    await this.page.getByLabel(filter, { exact: true }).press("Enter");
  }

  /** The entries now on the page. */
  get entries(): Locator {
    return this.page
      .getByRole("table")
      .getByRole("row")
      .filter({ has: this.page.getByRole("cell") });
  }

  /** There is an entry that says all of this. */
  async finds(...facts: readonly string[]): Promise<void> {
    const entry = facts.reduce((rows, fact) => rows.filter({ hasText: fact }), this.entries);
    await expect(entry.first()).toBeVisible();
  }
}

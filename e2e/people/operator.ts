import { expect } from "@playwright/test";
import type { CardRecord } from "../fixtures/issued-card.ts";
import { Person } from "./person.ts";

/** Somebody at the help desk, who takes cards out of use and puts them back. */
export class Operator extends Person {
  /** Finds a card by its serial number, and opens it. */
  async opens(card: CardRecord): Promise<void> {
    await this.goesTo("/admin/card-list");
    const search = this.page.getByRole("searchbox");
    await search.fill(card.serialNumber);
    await search.press("Enter");
    await this.page.getByRole("link", { name: card.serialNumber }).click();
    await this.seesHeading(card.label);
  }

  /** Runs a process that changes the card's state, and says yes where it is asked once more. */
  async runs(process: string): Promise<void> {
    await this.button(process).click();
    const dialog = this.page.getByRole("dialog", { name: `${process}?` });
    if (await dialog.isVisible()) await dialog.getByRole("button", { name: process, exact: true }).click();
    await expect(this.page.getByRole("status").filter({ hasText: `${process}: done` })).toBeVisible();
  }
}

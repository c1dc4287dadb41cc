import { expect, type Locator, type Page } from "@playwright/test";
import type { CardRecord } from "../fixtures/issued-card.ts";

/** Somebody at the practice computer: a simulated sign-in screen with a simulated card in its reader. */
export class Trainee {
  constructor(readonly page: Page) {}

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** Opens the practice page and puts this card in the reader. */
  async inserts(card: CardRecord): Promise<void> {
    await this.page.goto("/practice");
    await this.page
      .getByRole("button", { name: card.serialNumber.slice(-4) })
      .filter({ hasText: card.label })
      .click();
    await expect(this.field("PIN")).toBeVisible();
  }

  async sees(text: RegExp): Promise<void> {
    await expect(this.page.getByText(text).filter({ visible: true }).first()).toBeVisible();
  }

  async locks(): Promise<void> {
    await this.page.getByRole("button", { name: "Lock", exact: true }).click();
  }

  async typesPin(pin: string): Promise<void> {
    await this.field("PIN").fill(pin);
    await this.field("PIN").press("Enter");
  }

  /** Types wrong PINs until the simulated chip takes no more, and goes on to the unblock screen. */
  async blocksTheCard(): Promise<void> {
    for (const left of [2, 1]) {
      await this.typesPin("999999");
      await this.sees(new RegExp(`${left} attempts? remaining`, "u"));
    }
    await this.typesPin("999999");
    await this.sees(/card is blocked/u);
    await this.page.getByRole("button", { name: "OK", exact: true }).click();
  }

  async readsChallenge(): Promise<string> {
    const challenge = this.page.getByTestId("practice-challenge");
    await expect(challenge).toHaveText(/[0-9A-F]{4}/u);
    return (await challenge.innerText()).trim();
  }

  /** Types the response and a new PIN twice, as on the real screen. */
  async unblocks(answer: { response: string; newPin: string }): Promise<void> {
    await this.field("Response").fill(answer.response);
    await this.field("New PIN").fill(answer.newPin);
    await this.field("Confirm new PIN").fill(answer.newPin);
    await this.page.getByRole("button", { name: "OK", exact: true }).click();
  }
}

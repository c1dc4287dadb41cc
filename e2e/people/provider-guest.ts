import type { Page } from "@playwright/test";
import { AccountOwner } from "./account-owner.ts";

/** Somebody who signs in with an account elsewhere. */
export class ProviderGuest extends AccountOwner {
  /** From the sign-in page to the page of the provider. */
  async choosesProvider(label: string): Promise<void> {
    await this.page.getByRole("link", { name: `Sign in with ${label}` }).click();
  }

  /** On the page of the provider. */
  async signsInThere(page: Page = this.page): Promise<void> {
    await page.getByLabel("Account").fill(this.account.username);
    await page.getByLabel("Secret").fill(this.account.password);
    await page.getByRole("button", { name: "Continue" }).click();
  }
}

import { expect, type Locator } from "@playwright/test";
import type { CardProfile } from "../fixtures/issued-card.ts";
import { Person } from "./person.ts";

/** Somebody who decides which process is on for which cards. */
export class Administrator extends Person {
  get navigation(): Locator {
    return this.page.getByRole("navigation");
  }

  /** Home > Cards > the profile. */
  async opensProfile(profile: CardProfile): Promise<void> {
    await this.goesTo("/admin");
    await this.navigation.getByRole("link", { name: "Cards", exact: true }).first().click();
    await this.seesHeading("Cards");
    const found = this.page.getByRole("link", { name: profile.name, exact: true });
    const search = this.page.getByRole("searchbox");
    if (await search.isVisible()) {
      await search.fill(profile.name);
      await search.press("Enter");
    }
    await found.click();
    await this.seesHeading(profile.name);
  }

  async choosesTab(state: string): Promise<void> {
    await this.page.getByRole("tab", { name: state, exact: true }).click();
  }

  /** Adds a row under Additional Commands. Nothing is saved yet. */
  async addsCommand(process: string): Promise<void> {
    await this.button("New").click();
    await this.page.getByLabel("Process", { exact: true }).last().selectOption({ label: process });
  }

  /** Takes a row out of Additional Commands. Nothing is saved yet. */
  async removesCommand(process: string): Promise<void> {
    await this.button(`Remove ${process}`).click();
  }

  async saves(): Promise<void> {
    await this.button("Save").click();
    await expect(this.page.getByRole("status").filter({ hasText: /^\s*Saved\./u })).toBeVisible();
  }

  /** By the clicks of the story: Home > Cards > the profile > the tab > New > Process > Save. */
  async switchesOn(order: { process: string; profile: CardProfile; state: string }): Promise<void> {
    await this.opensProfile(order.profile);
    await this.choosesTab(order.state);
    await this.addsCommand(order.process);
    await this.saves();
  }
}

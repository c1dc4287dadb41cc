import { expect, type Locator, type Page } from "@playwright/test";
import type { Account } from "../fixtures/account.ts";
import type { WatchedContext } from "../fixtures/watched-context.ts";

/** Somebody in front of a screen. The verbs are what a person would say they do; they find things as a person does. */
export class Person {
  constructor(
    readonly account: Account,
    readonly browser: WatchedContext,
  ) {}

  get page(): Page {
    return this.browser.page;
  }

  /** The page's one main heading. */
  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async goesTo(path: string): Promise<void> {
    await this.page.goto(path);
  }

  async typesCredentials(password = this.account.password): Promise<void> {
    await this.page.getByLabel("User name", { exact: true }).fill(this.account.username);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.button("Sign in").click();
  }

  /** Signs in with user name and password: a method that is not the card. */
  async signsIn(): Promise<void> {
    await this.goesTo("/sign-in");
    await this.typesCredentials();
    await expect(this.page).not.toHaveURL(/sign-in/u);
    await expect(this.heading).toBeVisible();
  }

  async signsOut(): Promise<void> {
    await this.button("Sign out").click();
    await expect(this.button("Sign in")).toBeVisible();
  }

  async seesHeading(name: string | RegExp): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).filter({ visible: true }).first()).toBeVisible();
  }

  async doesNotSee(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).filter({ visible: true })).toHaveCount(0);
  }

  /** The problem is told at the top of the page in these words. */
  async isToldTheProblem(text: string | RegExp): Promise<void> {
    const summary = this.page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary).toContainText(text);
  }
}

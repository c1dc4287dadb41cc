import { expect, type Locator } from "@playwright/test";
import { unblockPinOffline } from "../fixtures/organisation.ts";
import type { CardRecord } from "../fixtures/issued-card.ts";
import { Person } from "./person.ts";

/** What a holder answers to "Did it work?". */
export const reports = {
  "It worked": "Yes, I set a new PIN",
  "It did not work": "No, the computer said no",
  "Not sure": "I'm not sure",
} as const;

/** A self-service user: somebody whose card it is, usually with a phone in the hand. */
export class Holder extends Person {
  get challengeField(): Locator {
    return this.page.getByLabel("Challenge", { exact: true });
  }

  get response(): Locator {
    return this.page.getByTestId("response");
  }

  /** Opens one of their cards from the list. */
  async opens(card: CardRecord): Promise<this> {
    await this.goesTo("/");
    await this.page.getByRole("link", { name: card.label }).click();
    await this.seesHeading(card.label);
    return this;
  }

  /** Unfolds Possible actions, where it is folded. */
  async unfoldsPossibleActions(): Promise<void> {
    const possibleActions = this.button("Possible actions");
    await expect(possibleActions).toBeVisible();
    if ((await possibleActions.getAttribute("aria-expanded")) === "false") await possibleActions.click();
  }

  /** The process as offered under Possible actions: a button or a link of that name. */
  offer(process: string): Locator {
    return this.button(process).or(this.page.getByRole("link", { name: process, exact: true }));
  }

  async chooses(process: string): Promise<void> {
    await this.unfoldsPossibleActions();
    await this.offer(process).click();
    await this.seesHeading("Enter the challenge");
  }

  /** From the card list to the first step. */
  async starts(card: CardRecord): Promise<void> {
    await this.opens(card);
    await this.chooses(unblockPinOffline.name);
  }

  async types(challenge: string): Promise<void> {
    await this.challengeField.fill(challenge);
  }

  /** Ticks that every group was compared, as few tries are left. */
  async ticksCompared(): Promise<void> {
    await this.page.getByRole("checkbox", { name: "I compared every group with my computer" }).check();
  }

  async clicksNext(): Promise<void> {
    await this.button("Next").click();
  }

  /** Types the challenge, and reads the response. */
  async givesChallenge(challenge: string): Promise<string> {
    await this.types(challenge);
    await this.clicksNext();
    return this.readsResponse();
  }

  /** Reads the response off the screen, group by group. */
  async readsResponse(): Promise<string> {
    await this.seesHeading("Type this on your computer");
    await expect(this.response).toBeVisible();
    const groups = await this.response.getByRole("listitem").allInnerTexts();
    return groups.map((group) => /[0-9A-F]{4}/u.exec(group)?.[0] ?? "?").join(" ");
  }

  /** Goes on from the response, and says how it went. */
  async reports(outcome: keyof typeof reports): Promise<void> {
    await this.clicksNext();
    await this.seesHeading("Did it work?");
    await this.page.getByRole("radio", { name: reports[outcome] }).check();
    await this.clicksNext();
  }

  /** The reference to read to the help desk. */
  async readsReference(): Promise<string> {
    const main = this.page.getByRole("main");
    await expect(main).toContainText(/UB-[0-9A-Z]{4}-[0-9A-Z]{2}/u);
    return /UB-[0-9A-Z]{4}-[0-9A-Z]{2}/u.exec(await main.innerText())?.[0] ?? "";
  }
}

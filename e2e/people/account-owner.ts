import { expect, type Locator } from "@playwright/test";
import { AuthenticatorApp } from "../fixtures/authenticator-app.ts";
import type { PasskeyDevice } from "../fixtures/passkey-device.ts";
import { Holder } from "./holder.ts";

/** A holder who sees to how they sign in. */
export class AccountOwner extends Holder {
  get codeField(): Locator {
    return this.page.getByLabel("Code from your authenticator app", { exact: true });
  }

  /** The question that lies over the page. */
  get question(): Locator {
    return this.page.getByRole("dialog", { name: "Confirm it's you" });
  }

  async opensAccount(): Promise<void> {
    await this.page
      .getByRole("banner")
      .getByRole("link", { name: /My account/u })
      .click();
    await this.seesHeading("My account");
  }

  /** From the account page: says where notices go. */
  async setsAddress(address: string): Promise<void> {
    await this.button("Change").first().click();
    await this.page.getByLabel("Mail address", { exact: true }).fill(address);
    await this.button("Save").click();
    await expect(this.page.getByLabel("Mail address", { exact: true })).toHaveCount(0);
  }

  /** From the account page: adds a passkey, as far as the page after it. */
  async addsPasskey(device: PasskeyDevice, label: string): Promise<void> {
    await this.page.getByRole("link", { name: "Add a passkey" }).click();
    await this.seesHeading("Add a passkey");
    await this.page.getByLabel("Name of the passkey").fill(label);
    await device.touchedDuring(async () => {
      await this.button("Add a passkey").click();
      await this.seesHeading(/Recovery codes|My account/u);
    });
  }

  /** From the account page: sets an authenticator app up by typing its key, as far as the recovery codes. */
  async setsUpApp(): Promise<AuthenticatorApp> {
    await this.page.getByRole("link", { name: "Set up an app" }).click();
    await this.seesHeading("Set up an authenticator app");
    await this.button("Can't scan it?").click();
    const app = new AuthenticatorApp(await this.page.getByTestId("app-secret").innerText());
    await this.codeField.fill(await app.code());
    await this.button("Finish").click();
    await this.seesHeading("Recovery codes");
    return app;
  }

  /** On the page of recovery codes: makes them and writes them down. */
  async keepsRecoveryCodes(): Promise<string[]> {
    await this.button("Make recovery codes").click();
    const shown = this.page.getByTestId("recovery-codes").getByRole("listitem");
    await expect(shown).toHaveCount(10);
    const codes = await shown.allInnerTexts();
    await this.page.getByRole("link", { name: "I've kept them" }).click();
    await this.seesHeading("My account");
    return codes.map((code) => code.trim());
  }

  /** User name and password, as far as the second factor. */
  async givesFirstFactor(): Promise<void> {
    await this.goesTo("/sign-in");
    await this.typesCredentials();
    await this.seesHeading("Confirm it's you");
  }

  async confirms(code: string): Promise<void> {
    await this.codeField.fill(code);
    await this.button("Confirm").click();
  }

  /** Uses a recovery code in place of what is asked for. */
  async usesRecoveryCode(code: string): Promise<void> {
    await this.button("Use a recovery code").click();
    await this.page.getByLabel("Recovery code", { exact: true }).fill(code);
    await this.button("Confirm").click();
  }

  async isSignedIn(): Promise<void> {
    await expect(this.button("Sign out")).toBeVisible();
  }
}

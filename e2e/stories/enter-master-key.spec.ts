import { randomBytes } from "node:crypto";
import { hexOf, xor } from "../virtual-card/bytes.ts";
import { encipher } from "../virtual-card/encipher.ts";
import { Administrator } from "../people/administrator.ts";
import { expect, test } from "../fixtures/story.ts";

/** The first three bytes of a block of 01 enciphered, as the sheet of the ceremony says it. */
function checkValue(key: Uint8Array): string {
  const ones = new Uint8Array(16).fill(1);
  return hexOf(encipher({ kind: "AES-256", mode: "ECB", key }, ones))
    .replaceAll(" ", "")
    .slice(0, 6);
}

test("two administrators enter a master key in components, and a third approves it", async ({
  administrator,
  organisation,
  openBrowser,
}) => {
  const components = [new Uint8Array(randomBytes(32)), new Uint8Array(randomBytes(32))] as const;
  const whole = checkValue(xor(components[0], components[1]));
  const name = `Ceremony ${Date.now()}`;
  const { page } = administrator;
  await administrator.goesTo("/admin/master-keys/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page
    .getByLabel("How the check values are taken")
    .or(page.locator("#master-key-convention"))
    .first()
    .selectOption("ENCRYPTED_ONES");
  await page.getByLabel("Check value on the ceremony sheet").fill(whole);
  await administrator.button("Begin").click();
  await administrator.seesHeading(name);
  const address = page.url();

  const enters = async (person: Administrator, component: Uint8Array, value = checkValue(component)) => {
    await person.goesTo(address);
    await person.page.getByLabel("Component", { exact: true }).fill(hexOf(component));
    await person.page.getByLabel("Check value of the component").fill(value);
    await person.button("Enter component").click();
  };
  await enters(administrator, components[0], "000000");
  await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toBeVisible();
  await enters(administrator, components[0]);
  await administrator.sees("Your component is in. Somebody else must enter the next one.");

  const second = new Administrator(await organisation.hires("administrator"), await openBrowser("pc"));
  await second.signsIn();
  await enters(second, components[1]);
  await second.sees("You entered a component, so somebody else must approve this key.");
  const third = new Administrator(await organisation.hires("administrator"), await openBrowser("pc"));
  await third.signsIn();
  await third.goesTo(address);
  await third.button("Approve").click();
  await third.sees("Master key approved");
  const text = (await third.page.content()).toUpperCase();
  for (const component of components) expect(text).not.toContain(hexOf(component).replaceAll(" ", "").slice(0, 12));
});

import { randomInt } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "../fixtures/story.ts";
import { AccountOwner } from "../people/account-owner.ts";

const asks = async (origin: string, token: string, query: string) => {
  const response = await fetch(`${origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test("an administrator makes a role of their own and gives it to somebody, who has it at once", async ({
  administrator,
  organisation,
  openBrowser,
}) => {
  const account = await organisation.hires();
  const person = new AccountOwner(account, await openBrowser("pc"));
  await person.signsIn();
  await expect(person.page.getByRole("link", { name: "Administration" })).toHaveCount(0);

  const role = `Card desk ${randomInt(10 ** 6)}`;
  await administrator.goesTo("/admin/roles");
  await administrator.page.getByRole("link", { name: "New role" }).click();
  await administrator.seesHeading("New role");
  await administrator.button("Save").click();
  await administrator.isToldTheProblem("Enter a name");
  await administrator.page.getByLabel("Name", { exact: true }).fill(role);
  await administrator.page.getByLabel("See every card and whose it is").check();
  await administrator.button("Save").click();
  await administrator.seesHeading(role);
  await administrator.sees("Nobody has this role");

  await administrator.goesTo("/admin/users");
  await administrator.page.getByRole("searchbox").fill(account.username);
  await administrator.page.getByRole("searchbox").press("Enter");
  await administrator.page.getByRole("link", { name: account.username, exact: true }).click();
  await administrator.page.getByLabel("Role", { exact: true }).selectOption({ label: role });
  await administrator.button("Give this role").click();
  await expect(administrator.button("Give this role")).toHaveCount(0);

  await person.page.reload();
  await person.page.getByRole("link", { name: "Administration" }).click();
  await expect(person.page.getByRole("navigation").getByRole("link", { name: "Audit log" })).toHaveCount(0);
  await person.page.getByRole("navigation").getByRole("link", { name: "Card list", exact: true }).click();
  await expect(person.page.getByRole("table")).toBeVisible();
});

test("an administrator gives a program a token, which is shown once, does its part and is revoked", async ({
  administrator,
  server,
}) => {
  const name = `Nightly export ${randomInt(10 ** 6)}`;
  await administrator.goesTo("/admin/tokens");
  await administrator.page.getByRole("link", { name: "New API token" }).click();
  await administrator.button("Make the token").click();
  await administrator.isToldTheProblem("Choose at least one thing that the program may do");
  await administrator.page.getByLabel("Name", { exact: true }).fill(name);
  await administrator.page.getByLabel("See every card and whose it is").check();
  await administrator.button("Make the token").click();
  const token = (await administrator.page.getByTestId("api-token").innerText()).trim();
  expect(token).toMatch(/^unl_[0-9A-Za-z]{36}$/u);
  const cards = "{ cards(first: 1) { totalCount { count } } }";
  expect((await asks(server.origin, token, cards)).body).toMatchObject({ data: { cards: {} } });
  expect((await asks(server.origin, token, "{ users(first: 1) { nodes { id } } }")).status).toBe(403);

  await administrator.page.getByRole("link", { name: "All API tokens" }).click();
  await expect(administrator.page.getByText(token)).toHaveCount(0);
  await administrator.button(`Revoke ${name}`).click();
  await administrator.page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(administrator.button(`Revoke ${name}`)).toHaveCount(0);
  await administrator.sees("Revoked");
  expect((await asks(server.origin, token, cards)).status).toBe(401);
});

test("a page on another address of the same machine cannot make the browser do anything", async ({
  administrator,
  organisation,
  server,
}) => {
  await administrator.goesTo("/admin/users");
  const made = `Forged ${randomInt(10 ** 6)}`;
  const mutation = `mutation { createCardProfile(input: { name: "${made}", description: "", cardType: "piv-9b-aes256" }) { __typename } }`;
  const other = createServer((_, response) =>
    response.setHeader("content-type", "text/html").end(attack(server.origin, mutation)),
  );
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`;
  administrator.browser.tolerates(/./u);
  const page = await administrator.browser.context.newPage();
  await page.goto(address);
  await expect(page.locator("body")).toHaveAttribute("data-done", "yes", { timeout: 20_000 });
  await page
    .locator("form")
    .first()
    .evaluate((form: HTMLFormElement) => form.submit());
  await page.waitForLoadState();
  await page.close();
  await new Promise((resolve) => other.close(resolve));

  const { cardProfiles } = await organisation.administrator.gets<{ cardProfiles: { nodes: unknown[] } }>(
    "query ($search: String) { cardProfiles(first: 5, search: $search) { nodes { id } } }",
    { search: made },
  );
  expect(cardProfiles.nodes).toEqual([]);
  await administrator.page.reload();
  await expect(administrator.button("Sign out")).toBeVisible();
});

/** Everything that a page can try: fetch in every mode and content type, forms in every encoding, an image, a beacon. */
function attack(origin: string, mutation: string): string {
  return `<!doctype html><body>
    ${["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
      .map(
        (type) =>
          `<form method="post" action="${origin}/graphql" enctype="${type}"><input name="query" value='${mutation}'></form>`,
      )
      .join("")}
    <script>(async () => {
      const url = ${JSON.stringify(`${origin}/graphql`)}, query = ${JSON.stringify(mutation)}, body = JSON.stringify({ query });
      new Image().src = url + "?query=" + encodeURIComponent(query);
      navigator.sendBeacon(url, new Blob([body], { type: "text/plain" }));
      for (const mode of ["cors", "no-cors"]) for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded", "message/http"])
        await fetch(url, { method: "POST", mode, credentials: "include", headers: { "content-type": type }, body }).catch(() => {});
      document.body.dataset.done = "yes";
    })()</script></body>`;
}

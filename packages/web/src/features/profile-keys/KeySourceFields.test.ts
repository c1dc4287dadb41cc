import { flushPromises, mount, RouterLinkStub } from "@vue/test-utils";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import keys from "../../i18n/en/admin-keys.json";
import { addMessages, i18n } from "../../i18n/i18n.ts";
import { aKeysFragment } from "./a-keys-fragment.ts";
import { keysDraftOf } from "./keys-draft.ts";
import KeySourceFields from "./KeySourceFields.vue";

beforeAll(() => addMessages("admin", { keys }));
afterEach(() => vi.unstubAllGlobals());

const answers = (checkValue: object | null) => ({
  masterKeys: { nodes: [] },
  derivationPreview: { serialNumber: "4711", input: "4711", checkValue },
});

async function exampleWith(checkValue: object | null): Promise<string> {
  const data = answers(checkValue);
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify({ data }))));
  const wrapper = mount(KeySourceFields, {
    global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } },
    props: {
      profileId: "profile-1",
      problems: [],
      modelValue: { ...keysDraftOf(aKeysFragment()), keySource: "DIVERSIFIED" },
    },
  });
  await flushPromises();
  return wrapper.text();
}

it.each([
  [{ convention: "CMAC", value: "C1BD40" }, "KCV C1BD40 (CMAC)"],
  [{ convention: "ENCRYPTED_ZEROS", value: "B073DC" }, "KCV B073DC (zeros enciphered)"],
])("the example names its check value with the convention", async (checkValue, line) => {
  expect(await exampleWith(checkValue)).toContain(line);
});

it("the example says when no key comes of it", async () => {
  expect(await exampleWith(null)).toContain("No key comes of this yet.");
});

import { flushPromises, mount } from "@vue/test-utils";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import keys from "../../i18n/en/admin-keys.json";
import profiles from "../../i18n/en/admin-profiles.json";
import { addMessages, i18n } from "../../i18n/i18n.ts";
import { answerWith, askedWith } from "../../test-support/answer-with.ts";
import { announcement } from "../../ui/feedback/announce.ts";
import { aKeyedCard, cardTypeChoices as cardTypes } from "./a-keyed-card.ts";
import CardKeyFacts from "./CardKeyFacts.vue";
import type { KeyedCard } from "./card-keys-draft.ts";

const loaded = (card: KeyedCard = aKeyedCard()) => ({ body: { data: { card, cardTypes } } });
const replied = (saveCardKeys: object) => ({ body: { data: { saveCardKeys } } });
const saved = (card: KeyedCard) => replied({ __typename: "CardKeysSaved", card });
const refused = (name: string, message: string, field: string[] | null) =>
  replied({ __typename: name, code: name, message, field });

async function shown(canEdit = true) {
  const wrapper = mount(CardKeyFacts, {
    attachTo: document.body,
    global: { plugins: [i18n] },
    props: { cardId: "card-1", version: 3, canEdit },
  });
  await flushPromises();
  const select = (field: string) => wrapper.find<HTMLSelectElement>(`#card-keys-${field}`);
  const save = async () => {
    await wrapper.find("form").trigger("submit");
    await flushPromises();
  };
  const begin = async () => {
    await wrapper.find("button").trigger("click");
    await flushPromises();
  };
  const errorAt = (field: string) => {
    const ids = (select(field).attributes("aria-describedby") ?? "").split(" ");
    return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  };
  return { wrapper, select, save, begin, errorAt };
}

beforeAll(() => addMessages("admin", { keys, profiles }));
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

describe("the key panel of a card", () => {
  it("names the convention of the check value, and offers no change to who may only read", async () => {
    answerWith(loaded());
    const { wrapper } = await shown(false);
    expect(wrapper.text()).toContain("C1BD40 (CMAC)");
    expect(wrapper.find("button").exists()).toBe(false);
  });

  it("offers what the profile says first, and goes to the first field", async () => {
    answerWith(loaded());
    const { select, begin } = await shown();
    await begin();
    const first = (field: string) => select(field).find("option").text();
    expect(first("cardTypeOverride")).toBe("As the profile says: PIV 9B, AES-256");
    expect(first("keySourceOverride")).toBe("As the profile says: Stored");
    expect(document.activeElement?.id).toBe("card-keys-cardTypeOverride");
  });

  it("saves on the version on the screen, says so, and tells the page", async () => {
    const fetched = answerWith(loaded(), saved(aKeyedCard({ version: 4, keySourceOverride: "STORED" })));
    const { wrapper, select, begin, save } = await shown();
    await begin();
    await select("keySourceOverride").setValue("STORED");
    await save();
    expect(askedWith(fetched, 1)).toEqual({
      input: {
        cardId: "card-1",
        version: 3,
        cardTypeOverride: null,
        keySourceOverride: "STORED",
        legacyReason: null,
      },
    });
    expect(wrapper.find("form").exists()).toBe(false);
    expect(wrapper.text()).toContain("Stored");
    expect(announcement.value?.text).toBe("Key settings of the card saved");
    expect(wrapper.emitted("changed")).toHaveLength(1);
    expect(document.activeElement?.textContent).toContain("Change key settings");
  });

  it("asks why where a 3DES type is chosen, and tells at the reason that it is missing", async () => {
    answerWith(loaded(), refused("LegacyReasonMissing", "Say why", ["legacyReason"]));
    const { wrapper, select, begin, save, errorAt } = await shown();
    await begin();
    expect(select("legacyReason").exists()).toBe(false);
    await select("cardTypeOverride").setValue("gids");
    expect(wrapper.text()).toContain("This card would use 3DES");
    await save();
    expect(wrapper.find("[role=alert]").text()).toContain("Say why");
    expect(errorAt("legacyReason")).toContain("Say why");
    expect(wrapper.emitted("changed")).toBeUndefined();
  });

  it.each([
    ["CardKeyDoesNotFit", ["cardTypeOverride"], "cardTypeOverride"],
    ["CardTypeUnknown", ["cardType"], "cardTypeOverride"],
    ["KeySourceNotSetUp", ["keySourceOverride"], "keySourceOverride"],
  ])("tells %s at its field, and keeps what was chosen", async (name, field, where) => {
    answerWith(loaded(), refused(name, "Choose another", field));
    const { select, begin, save, errorAt } = await shown();
    await begin();
    await select("keySourceOverride").setValue("PUK_AS_HEX");
    await save();
    expect(errorAt(where)).toContain("Choose another");
    expect(select("keySourceOverride").element.value).toBe("PUK_AS_HEX");
  });

  it.each([
    ["StrictModeRefusesLegacy", null],
    ["CardNotFound", ["cardId"]],
  ])("tells %s above the form, being about no field of it", async (name, field) => {
    answerWith(loaded(), refused(name, "Not here", field));
    const { wrapper, begin, save } = await shown();
    await begin();
    await save();
    expect(wrapper.find("[role=alert]").text()).toContain("Not here");
    expect(wrapper.find("[role=alert] a").exists()).toBe(false);
  });

  it("shows what somebody else saved meanwhile, keeps the choice, and saves it on top when told again", async () => {
    const fetched = answerWith(
      loaded(),
      refused("CardChangedMeanwhile", "This card was changed meanwhile", null),
      loaded(aKeyedCard({ version: 8, cardTypeOverride: "gids" })),
      saved(aKeyedCard({ version: 9, keySourceOverride: "STORED" })),
    );
    const { wrapper, select, begin, save } = await shown();
    await begin();
    await select("keySourceOverride").setValue("STORED");
    await save();
    expect(wrapper.find("[role=alert]").text()).toContain("Somebody changed this card meanwhile");
    expect(wrapper.find("dl").text()).toContain("GIDS");
    expect(select("keySourceOverride").element.value).toBe("STORED");
    expect(wrapper.emitted("changed")).toHaveLength(1);
    await save();
    expect(askedWith(fetched, 3)).toMatchObject({ input: { version: 8, keySourceOverride: "STORED" } });
  });

  it("changes nothing with Cancel, and forgets what was chosen", async () => {
    const fetched = answerWith(loaded());
    const { wrapper, select, begin } = await shown();
    await begin();
    await select("cardTypeOverride").setValue("gids");
    const cancel = wrapper.findAll("button").find((button) => button.text() === "Cancel");
    await cancel?.trigger("click");
    await flushPromises();
    expect(wrapper.find("form").exists()).toBe(false);
    expect(fetched).toHaveBeenCalledTimes(1);
    await begin();
    expect(select("cardTypeOverride").element.value).toBe("");
  });

  it("asks again when the page has another version of the card", async () => {
    const fetched = answerWith(loaded(), loaded(aKeyedCard({ version: 4, keyState: "MISSING" })));
    const { wrapper } = await shown();
    await wrapper.setProps({ version: 4 });
    await flushPromises();
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(wrapper.text()).toContain("Missing");
  });
});

import { mount } from "@vue/test-utils";
import { beforeAll, expect, it } from "vitest";
import { aKeysFragment } from "../../features/profile-keys/a-keys-fragment.ts";
import { keysDraftOf } from "../../features/profile-keys/keys-draft.ts";
import keys from "../../i18n/en/admin-keys.json";
import profiles from "../../i18n/en/admin-profiles.json";
import { addMessages, i18n } from "../../i18n/i18n.ts";
import ProfileKeysTab from "./ProfileKeysTab.vue";

beforeAll(() => addMessages("admin", { keys, profiles }));

it.each([
  ["CMAC", "C1BD40", "C1BD40 (CMAC)"],
  ["ENCRYPTED_ZEROS", "B073DC", "B073DC (zeros enciphered)"],
] as const)(
  "who may only read sees the shared key's check value by %s with its convention",
  (convention, value, text) => {
    const shared = aKeysFragment({ keySource: "UNIFORM", uniformKeyCheckValue: { convention, value } });
    const wrapper = mount(ProfileKeysTab, {
      global: { plugins: [i18n] },
      props: {
        profileId: "profile-1",
        keys: shared,
        modelValue: keysDraftOf(shared),
        canEdit: false,
        problems: [],
        isSaving: false,
        isChanged: false,
      },
    });
    expect(wrapper.find("form").exists()).toBe(false);
    expect(wrapper.text()).toContain(text);
  },
);

import { mount, type VueWrapper } from "@vue/test-utils";
import { i18n } from "../i18n/i18n.ts";

/** Runs a composable as a component would, until the wrapper is unmounted. */
export function useInComponent<T>(composable: () => T): { used: T; wrapper: VueWrapper } {
  let used: T | undefined;
  const wrapper = mount(
    {
      setup() {
        used = composable();
        return () => null;
      },
    },
    { global: { plugins: [i18n] } },
  );
  return { used: used as T, wrapper };
}

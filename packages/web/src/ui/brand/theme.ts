import { ref } from "vue";

/** Light, dark, or whatever the device says. */
export type Theme = "system" | "light" | "dark";

// The only thing the browser keeps for us; it says nothing about anybody.
const storageKey = "unlatch-theme";

function kept(): Theme {
  try {
    const value = localStorage.getItem(storageKey);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

/** The look the person chose. */
export const theme = ref<Theme>(kept());

/** Shows the page in that look and remembers it on this device. */
export function chooseTheme(choice: Theme): void {
  theme.value = choice;
  applyTheme();
  try {
    if (choice === "system") localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, choice);
  } catch {
    // A browser that keeps nothing still shows the choice until the page is closed.
  }
}

/** Puts the chosen look on the document; done before the first paint of the app. */
export function applyTheme(): void {
  if (theme.value === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
}

import { shallowRef } from "vue";

/** The file that was chosen last, for the page that sends it: it stays where it is, on the person's disk. */
export const chosenFile = shallowRef<File | null>(null);

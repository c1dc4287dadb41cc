import { ref } from "vue";

/**
 * Whether the keypad is in use: at first where the pointer is a finger, then as the person chose it, until the page is
 * loaded again.
 */
export const isKeypadChosen = ref(typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches);

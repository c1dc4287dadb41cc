import { shallowRef } from "vue";

/** When the server last answered someone who is signed in, on this device's clock: each answer prolongs the session. */
export const lastAnswerAt = shallowRef<Date | null>(null);
